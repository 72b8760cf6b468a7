"""httpx transports to an ASGI application in the same process, without a port."""

from __future__ import annotations

import asyncio
import threading

import httpx
from starlette.types import ASGIApp


class AsyncTransport(httpx.AsyncBaseTransport):
    """Sends requests to an ASGI application on the caller's event loop."""

    def __init__(self, app: ASGIApp) -> None:
        self._asgi = httpx.ASGITransport(app, raise_app_exceptions=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the application and return its response."""
        try:
            return await self._asgi.handle_async_request(request)
        except AssertionError as error:
            # That is how httpx says that an answer was not finished.
            raise httpx.RemoteProtocolError("The answer was cut off.", request=request) from error


class SyncTransport(httpx.BaseTransport):
    """Sends requests to an ASGI application on an event loop in its own thread."""

    def __init__(self, app: ASGIApp) -> None:
        self._asynchronous = AsyncTransport(app)
        self._loop = asyncio.new_event_loop()
        # A daemon, so that a client that nobody closes does not keep the program from ending.
        self._thread = threading.Thread(target=self._loop.run_forever, name="emulator-in-process", daemon=True)
        self._thread.start()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the application and return its response."""
        request.read()
        return asyncio.run_coroutine_threadsafe(self._answer(request), self._loop).result()

    def close(self) -> None:
        """Stop the event loop's thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        asynchronous = httpx.Request(request.method, request.url, headers=request.headers, content=request.content)
        response = await self._asynchronous.handle_async_request(asynchronous)
        content = await response.aread()
        return httpx.Response(response.status_code, headers=response.headers, content=content, request=request)
