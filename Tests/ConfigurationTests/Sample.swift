/// A file that uses every key, with escapes and text beyond ASCII.
let sample = """
    {
      "port": 8080,
      "host": "127.0.0.1",
      "drain_timeout_s": 30,
      "default_app": "hello",
      "limits": {"max_connections": 500, "head_timeout_s": 5},
      "defaults": {
        "drain_timeout_s": 2.5e0,
        "max_body_bytes": 65536,
        "env": {"REGION": "nord", "MODE": "standard"}
      },
      "apps": [
        {"name": "hello", "path": "plugins/hello.so", "hostname": "Hello.Example."},
        {
          "name": "todo",
          "path": "plugins/tödo \\u00e9\\ud83d\\ude00.so",
          "hostnames": ["todo.example", "[::1]", "10.0.0.1"],
          "env": {"MODE": "own", "MOTTO": "süß\\n"},
          "drain_timeout_s": 0,
          "max_body_bytes": 1073741824
        },
        {"name": "bare", "path": "bare.so"}
      ]
    }
    """
