"""The servers beside ours, each with one worker and the same constant answer."""

from pathlib import Path

from bench import build, packages
from bench.server import Server, free_port

NGINX = """
daemon off;
worker_processes 1;
pid {directory}/nginx.pid;
error_log stderr error;
events {{ worker_connections 16384; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {directory}/body;
    proxy_temp_path {directory}/proxy;
    fastcgi_temp_path {directory}/fastcgi;
    uwsgi_temp_path {directory}/uwsgi;
    scgi_temp_path {directory}/scgi;
    default_type text/plain;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{ return 200 "Hello, World!"; }}
    }}
}}
"""

KORE = """
server plain {{
    bind 127.0.0.1 {port}
    tls no
}}
load {module}
workers 1
worker_set_affinity 0
worker_max_connections 16384
http_keepalive_time 60
domain * {{
    attach plain
    route / hello
}}
"""


def floor(directory: Path) -> Server:
    port = free_port()
    return Server("floor", [str(build.program("floor", directory)), str(port)], port, directory)


def nginx(directory: Path) -> Server:
    port = free_port()
    configuration = directory / "nginx.conf"
    configuration.write_text(NGINX.format(directory=directory, port=port))
    command = [packages.find("nginx") or "nginx", "-p", str(directory), "-c", str(configuration)]
    return Server("nginx", command, port, directory)


def kore(directory: Path) -> Server:
    port = free_port()
    configuration = directory / "kore.conf"
    module = build.kore_module(directory)
    configuration.write_text(KORE.format(port=port, module=module))
    command = [packages.find("kore") or "kore", "-c", str(configuration), "-f", "-n", "-r"]
    return Server("kore", command, port, directory)
