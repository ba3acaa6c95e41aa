"""The open API's contents, shapes and operations; `services.views.api` is its door."""
