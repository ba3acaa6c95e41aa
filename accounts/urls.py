"""Addresses of sign-in. allauth looks its own views up by these names."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("masuk/", views.sign_in, name="account_login"),
    path("keluar/", views.sign_out, name="account_logout"),
]
