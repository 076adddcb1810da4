#!/usr/bin/env bash
# Builds Tactus (server and web application) and starts it with the demo plant on http://localhost:5080.
#   ./run.sh                 the demo plant (data in ./data/demo; a second start goes on where it was)
#   ./run.sh serve [...]     the same without demo data; further words go to the tactus command line
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source tools/prerequisites.sh
need_dotnet
need_node
need_sqlite
build_server
build_ui
dll=src/Tactus.Host/bin/Release/net10.0/tactus.dll
if [ $# -eq 0 ]; then set -- demo --data data/demo; fi
exec dotnet "$dll" "$@"
