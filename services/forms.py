"""The shape of what citizens send in addresses; a wrong shape asks for everything."""

from typing import Any

from django import forms

from services.queries.offices import Filter


class SearchForm(forms.Form):
    """`/?q=ktp hilang&wilayah=32&halaman=2`."""

    q = forms.CharField(max_length=80, required=False, strip=True)
    wilayah = forms.SlugField(max_length=8, required=False)
    halaman = forms.IntegerField(min_value=1, required=False)


class FilterForm(forms.Form):
    """`/kantor/mpp-sumedang/?instansi=32.11&layanan=ktp-el&dilayani=1`."""

    instansi = forms.CharField(max_length=24, required=False, strip=True)
    layanan = forms.SlugField(max_length=60, required=False)
    dilayani = forms.BooleanField(required=False)

    def wanted(self) -> Filter:
        """The filter; fields of a wrong shape count as not given."""
        given = tidy(self)
        return Filter(
            agency=given.get("instansi", ""),
            service=given.get("layanan", ""),
            staffed=given.get("dilayani", False),
        )


class ScreenForm(forms.Form):
    """`/layar/mpp-sumedang/?halaman=2`."""

    halaman = forms.IntegerField(min_value=1, max_value=99, required=False)


class PosterForm(forms.Form):
    """`/poster/mpp-sumedang/?loket=dukcapil-1`."""

    loket = forms.SlugField(max_length=60, required=False)


def tidy(form: forms.Form) -> dict[str, Any]:
    """The fields that have the right shape."""
    form.is_valid()
    return form.cleaned_data
