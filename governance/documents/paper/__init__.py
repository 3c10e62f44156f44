"""The releases update paper: what it holds, what it prints, and the rules that check it. No database, no request."""
