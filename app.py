"""The ASGI application: Streamlit's frame, our own routes, the guard before them, and what an error looks like.

`python -m sharedwealth serve` runs it; any ASGI server can (`uvicorn app:app`).
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from sharedwealth import settings
from sharedwealth.ui import (
    assets,
    export_routes,
    failure,
    guard,
    room_routes,
    routes,
    stage_routes,
    uploads,
    warmup,
)

FRAME = settings.ROOT / "sharedwealth" / "ui" / "frame.py"

app = st.App(
    FRAME,
    routes=[
        Route("/ready", routes.ready),
        Route("/map/{name}", routes.map_file),
        Route("/months/{name}", routes.map_months),
        Route("/ahead/{name}", routes.map_ahead_of),
        Route("/areas/{name}", routes.area_register_of),
        Route("/beside/{name}", routes.page_beside_of),
        Route("/points/{name}", routes.map_points),
        Route("/assets/{name}", routes.asset),
        Route("/stage/log", stage_routes.report, methods=["POST"]),
        Route("/stage/ask", room_routes.ask),
        Route("/stage/promises", room_routes.promise, methods=["POST"]),
        Route("/stage/{name}", stage_routes.stage),
        Route("/stage/{name}/talk.json", stage_routes.talk),
        Route("/exports/{name}", export_routes.export),
        Route("/uploads", uploads.receive, methods=["POST"]),
    ],
    middleware=[Middleware(guard.Guard, defaults=routes.default_view, ahead=assets.ahead)],
    lifespan=warmup.lifespan,
    on_script_error=failure.show,
)
