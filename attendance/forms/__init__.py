"""The shape of what people type; rules decide what it means."""
