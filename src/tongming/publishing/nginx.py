"""A configuration for nginx: the site's files from the disk, everything else to this program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tongming.publishing.serving import ATTACHMENTS, BY_NAME, FRESH, TYPES, UNKNOWN

_TEMPLATE = """\
# Tongming: the finished files of the section 政府信息公开, and the program behind them.
# Goes into the http context, say as /etc/nginx/conf.d/tongming.conf; `nginx -t`, then reload.
# TLS: add the `listen 443 ssl` and certificate lines of your own.

server {{
    listen {listen};
    server_name {names};
    server_tokens off;
    client_max_body_size {body_mb}m;

    gzip on;
    gzip_vary on;
    gzip_min_length 1024;
    gzip_types text/css text/javascript text/plain text/csv application/json
               application/feed+json application/xml application/atom+xml image/svg+xml;

    # The finished files. Nothing here needs a database: a copy of the folder serves as well.
    location {prefix} {{
        alias {root}/;
        index index.html;
        autoindex off;
        disable_symlinks on from={root};
        charset utf-8;
        charset_types text/css text/javascript text/plain text/csv application/json
                      application/feed+json application/xml application/atom+xml image/svg+xml;
        default_type {unknown};
        types {{
{types}
        }}
        etag on;
        # To look for links in every folder on the way costs more than to serve the file. What was
        # found holds for a second: a withdrawn page is gone everywhere a second later.
        open_file_cache max=200 inactive=30s;
        open_file_cache_valid 1s;
{headers}

        # The writer's own names begin with a dot.
        location ~ /\\. {{ return 404; }}

        # What others have made is saved, never shown as a page of this site.
        location ~ ^{prefix}.+/{attachments}/[^/]+$ {{
            rewrite ^{prefix}(.*)$ /$1 break;
            root {root};
            disable_symlinks on from={root};
            add_header Content-Disposition attachment always;
            add_header Content-Security-Policy "default-src 'none'; sandbox" always;
            add_header Cache-Control "{fresh}" always;
            add_header X-Content-Type-Options nosniff always;
        }}
{by_name}
    }}

    location / {{
        proxy_pass {upstream};
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_read_timeout 60s;
    }}
}}
"""

_BY_NAME = """\
        location ~ ^{prefix}.*/{name}$ {{
            rewrite ^{prefix}(.*)$ /$1 break;
            root {root};
            disable_symlinks on from={root};
            types {{ }}
            default_type {type};
            charset utf-8;
{headers}
        }}"""


def configuration(
    *,
    root: Path,
    prefix: str,
    names: str,
    upstream: str,
    listen: str = "80",
    body_mb: int = 200,
    headers: Mapping[str, str],
) -> str:
    """The text of the file. `headers` are those every page of the site carries."""
    lines = {"Cache-Control": FRESH, "X-Content-Type-Options": "nosniff", **headers}
    said = [f'add_header {name} "{value}" always;' for name, value in lines.items()]
    by_type: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        by_type.setdefault(kind.partition(";")[0], []).append(ending)
    return _TEMPLATE.format(
        root=root,
        prefix=prefix,
        names=names,
        upstream=upstream,
        listen=listen,
        body_mb=body_mb,
        unknown=UNKNOWN,
        fresh=FRESH,
        attachments=ATTACHMENTS,
        types="\n".join(
            f"            {kind} {' '.join(endings)};" for kind, endings in by_type.items()
        ),
        headers="\n".join(f"        {line}" for line in said),
        by_name="\n".join(
            _BY_NAME.format(
                prefix=prefix,
                root=root,
                name=name.replace(".", "\\."),
                type=kind.partition(";")[0],
                headers="\n".join(f"            {line}" for line in said),
            )
            for name, kind in BY_NAME.items()
        ),
    )
