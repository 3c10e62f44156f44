"""One mechanism for documents: compose · snapshot · diff · render. Pure: no request, no writes."""
