"""Stories across the whole house, as people live them: real web and worker processes, real photos."""
