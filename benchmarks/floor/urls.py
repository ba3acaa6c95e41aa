"""Addresses of the floor project."""

from django.urls import path

from benchmarks.floor import views

urlpatterns = [path("hello/", views.hello), path("tap/", views.tap)]
