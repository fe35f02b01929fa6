"""The screens of testimonials: reading, writing, photos, and what follows publication."""
