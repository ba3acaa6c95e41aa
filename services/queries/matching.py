"""Services and offices that answer a citizen's words.

Words are compared by their stems (PostgreSQL's `indonesian` and `english`), where that finds
nothing by likeness (pg_trgm), so that a typing error is forgiven.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import (
    Lexeme,
    SearchQuery,
    SearchQueryCombinable,
    SearchRank,
    TrigramWordSimilarity,
)
from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat, Greatest

from accounts.models.agencies import Region
from services.models import DeskService, Office, Service
from services.queries.asked import Asked, misread_place, take_apart

MOST_SERVICES = 6
QUICK = ("ktp-el", "kartu-keluarga", "akta-kelahiran", "sim", "paspor", "nib", "jkn-pendaftaran")
"""What most citizens come for at some time; the way in for those who do not type."""
ALIKE = 0.45
"""Word similarity (pg_trgm, 0 to 1) from which a typing error is forgiven: "ktp hlang"."""
ALMOST_AS_ALIKE = 0.75
"""Of several guesses those are shown that are nearly as like as the best."""
SHORTEST_BEGINNING = 4
"""Letters from which the beginning of a word finds it: "sertif"."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search understood: what was asked for, and the services that fit, best first."""

    asked: Asked
    services: tuple[Service, ...]
    exact: bool
    """Whether they answer every word; else they only come near."""


def find_matching(text: str) -> Search:
    """What `text`, as typed, asks for; two statements, two more where a word is unknown."""
    asked = take_apart(text)
    services, unknown = _matching(asked)
    if unknown:
        place_found = misread_place(asked, unknown)
        if place_found != asked:
            asked = place_found
            services, unknown = _matching(asked)
    return Search(asked, tuple(services), exact=not unknown)


def _matching(asked: Asked) -> tuple[list[Service], tuple[str, ...]]:
    """The services that answer most of the words, and the words the best of them leaves out."""
    if not asked.words:
        return [], ()
    answers = {f"word{n}": _answers(word) for n, word in enumerate(asked.words)}
    ranked = (
        Service.objects.annotate(
            **{name: _one_if(Q(stems=query)) for name, query in answers.items()},
            listed=Concat(
                Value("; "), "name", Value("; "), "synonyms", Value("; "), output_field=TextField()
            ),
            itself=_one_if(Q(listed__icontains=f"; {asked.text}; ")),
            phrase=_one_if(
                Q(stems=SearchQuery(asked.text, config="indonesian", search_type="phrase"))
            ),
            in_name=Greatest(
                TrigramWordSimilarity(asked.text, "name"),
                TrigramWordSimilarity(asked.text, "name_en"),
            ),
            alike=Greatest("in_name", TrigramWordSimilarity(asked.text, "synonyms")),
            rank=SearchRank(F("stems"), reduce(or_, answers.values())),
        )
        .annotate(hits=sum((F(name) for name in answers), Value(0)))
        .filter(Q(hits__gte=1) | Q(alike__gte=ALIKE))
        .order_by("-hits", "-itself", "-phrase", F("rank").desc(), F("alike").desc(), "name")
        .defer("stems")
    )
    found: list[Any] = list(ranked[:MOST_SERVICES])
    whole = [each for each in found if each.hits == len(asked.words)]
    if whole:
        return whole, ()
    found.sort(key=lambda each: (-each.alike, -each.hits))
    known = {n for n in range(len(asked.words)) for each in found if getattr(each, f"word{n}")}
    unknown = tuple(word for n, word in enumerate(asked.words) if n not in known)
    least = ALMOST_AS_ALIKE * found[0].alike if found else 0
    return [each for each in found if each.alike >= least], unknown or asked.words


def _answers(word: str) -> SearchQueryCombinable:
    """What a service's stems must hold to answer `word`: one of its stems, or its beginning."""
    query: SearchQueryCombinable = SearchQuery(word, config="indonesian")
    query = query | SearchQuery(word, config="english")
    if len(word) >= SHORTEST_BEGINNING:
        beginning = Lexeme(word, prefix=True)
        query = query | SearchQuery(beginning, config="simple", search_type="raw")
    return query


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def offices_for(asked: Asked) -> QuerySet[Office]:
    """Offices with every word in their name, kind (``mpp``), address or region, in the place.

    Only a place asked for: its offices; where it has none, those of its province.
    """
    offices = Office.objects.all()
    for word in asked.words:
        offices = offices.filter(
            Q(name__icontains=word)
            | Q(slug__icontains=word)
            | Q(kind__iexact=word)
            | Q(address__icontains=word)
            | Q(region__name__icontains=word)
            | Q(region__parent__name__icontains=word)
        )
    if not asked.regions:
        return offices
    here = offices.filter(within(asked.regions))
    if asked.words or here.exists():
        return here
    return offices.filter(within(province_of(region) for region in asked.regions))


def within(places: object, field: str = "region") -> Q:
    """Offices in any of `places` (regions or their codes), the kab/kota of a province included."""
    inside = Q(pk__in=[])
    for place in places:  # type: ignore[attr-defined]
        code = place.pk if isinstance(place, Region) else place
        inside |= Q(**{field: code}) | Q(**{f"{field}__code__startswith": f"{code}."})
    return inside


def province_of(region: Region) -> str:
    """The code of the province a region lies in, or is."""
    return region.pk.split(".")[0]


def often_needed() -> list[Service]:
    """The services of `QUICK` that some desk gives, in that order."""
    offered = DeskService.objects.filter(service=OuterRef("pk"))
    found = Service.objects.filter(Exists(offered), slug__in=QUICK)
    return sorted(found, key=lambda each: QUICK.index(each.slug))
