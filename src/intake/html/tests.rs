//! Pages as systems of government sites make them.
