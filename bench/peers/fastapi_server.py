"""FastAPI on uvicorn, the usual connection manager: one send a receiver and message."""

import json
import socket

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
connections: set[WebSocket] = set()


@app.websocket("/ws")
async def chat(websocket: WebSocket) -> None:
    await websocket.accept()
    connections.add(websocket)
    try:
        while True:
            text = json.loads(await websocket.receive_text())["text"]
            frame = json.dumps({"type": "message", "user": "ada", "text": text})
            for connection in list(connections):
                await connection.send_text(frame)
    except WebSocketDisconnect:
        pass
    finally:
        connections.discard(websocket)


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    print(f"ready {listener.getsockname()[1]}", flush=True)
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        ws="websockets",
        loop="uvloop",
        ws_per_message_deflate=False,
        ws_ping_interval=None,
    )
    uvicorn.Server(config).run(sockets=[listener])
