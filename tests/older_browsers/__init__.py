"""The main journey in real browsers from 2020 to 2023."""
