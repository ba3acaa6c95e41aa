"""What is measured or made inside the portal's own Django: `python -m benchmarks.inside STEP FILE`.

Each step is one function that returns something JSON can hold; the bench reads it from FILE.
"""
