"""Writes of the citizens' side: one verb each. No person of the staff is known here."""

from services.actions.closures import (
    Announcement,
    announce_closure,
    change_closure,
    end_closure,
)
from services.actions.hours import follow_office, remove_special, save_special, save_week
from services.actions.offices import (
    OfficeFacts,
    change_office,
    end_office,
    make_office,
    resume_office,
)
from services.actions.places import (
    DeskFacts,
    DeskStaffing,
    add_desk,
    change_desk,
    end_desk,
    move_desk,
    offer_service,
    resume_desk,
    withdraw_service,
)
from services.actions.refused import Fault, KeepingRefused
from services.actions.remote import end_remote, plan_remote
from services.actions.standards import (
    ComponentText,
    copy_national,
    drop_component,
    save_component,
)
from services.actions.statuses import forget_statuses, settle_desks
from services.actions.sudden import close_desks, close_office, reopen_desks

__all__ = [
    "Announcement",
    "ComponentText",
    "DeskFacts",
    "DeskStaffing",
    "Fault",
    "KeepingRefused",
    "OfficeFacts",
    "add_desk",
    "announce_closure",
    "change_closure",
    "change_desk",
    "change_office",
    "close_desks",
    "close_office",
    "copy_national",
    "drop_component",
    "end_closure",
    "end_desk",
    "end_office",
    "end_remote",
    "follow_office",
    "forget_statuses",
    "make_office",
    "move_desk",
    "offer_service",
    "plan_remote",
    "remove_special",
    "reopen_desks",
    "resume_desk",
    "resume_office",
    "save_component",
    "save_special",
    "save_week",
    "settle_desks",
    "withdraw_service",
]
