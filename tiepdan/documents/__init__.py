"""The printed forms of the path (NĐ 30/2020, NĐ 154/2026), as pure functions from a value to PDF/A."""
