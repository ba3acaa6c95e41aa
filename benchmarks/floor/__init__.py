"""The anchor of check-in: the least a plain Django project does for a signed-in POST.

What `startproject` gives, one model, one view with one INSERT in a transaction, and one
"hello". It shares the server and the PostgreSQL of the portal, and none of its code.
"""
