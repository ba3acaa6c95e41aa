"""Pages of attendance: thin functions, one module per noun."""
