"""Glossary and history of a release as sheets."""
