"""Range requests for one part of a file (RFC 9110, 14). A request for several parts gets the whole file."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_http_date_safe

ONE_RANGE = re.compile(r"bytes=([0-9]{0,1000})-([0-9]{0,1000})")


def in_part(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """206 with the part that `Range` requests, or 416; unchanged unless it has `Accept-Ranges: bytes`."""
    requested = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip().lower())
    offered = request.method == "GET" and response.status_code == 200 and "Accept-Ranges" in response
    if not offered or not requested or not _is_still_the_same(request, response):
        return response
    content, (first, last) = response.getvalue(), requested.groups()
    _put(response, content)  # a stream can be read once
    size = len(content)
    if (not first and not last) or (first and last and int(first) > int(last)):
        return response  # that is no range
    begin = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    if begin > end:
        return _beyond(response, size)
    _put(response, content[begin : end + 1])
    response.status_code = 206
    response["Content-Range"] = f"bytes {begin}-{end}/{size}"
    response["Content-Length"] = str(end - begin + 1)
    return response


def _put(response: HttpResponse, content: bytes) -> None:
    if response.streaming:
        response.streaming_content = [content]
    else:
        response.content = content


def _is_still_the_same(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the browser already has the beginning of this very file (`If-Range`)."""
    condition = request.headers.get("If-Range")
    if condition is None or condition == response.get("ETag"):
        return True
    since, modified = parse_http_date_safe(condition), response.get("Last-Modified")
    return since is not None and modified is not None and since == parse_http_date_safe(modified)


def _beyond(response: HttpResponse, size: int) -> HttpResponse:
    answer = HttpResponse(
        f"The file has {size} bytes. The requested range is outside it.",
        status=416,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"},
    )
    answer["Vary"] = response["Vary"]
    return answer
