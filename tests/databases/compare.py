"""Runs the statements of `leadsieve sql` in DuckDB, PostgreSQL and SQLite over the leads that tests/databases/main.rs wrote,
and tells every lead whose score is another one. It decides nothing about what a score should be.

    python3 tests/databases/compare.py FOLDER CASES

A database that cannot be had is left out with a line that says so. The cluster of PostgreSQL is made below FOLDER, listens on a
socket there alone, and is ended by its own process.
"""

import csv
import glob
import json
import os
import pwd
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import venv

WANTED = "id, fit, intent, total, class, temperature, grade, CASE WHEN handoff THEN 1 ELSE 0 END"
SHOWN = 3


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


class Case:
    """One table with its leads."""

    def __init__(self, folder, number):
        self.number = number
        self.folder = os.path.join(folder, f"case-{number}")
        with open(os.path.join(self.folder, "columns.json"), encoding="utf-8") as file:
            self.columns = [("id", "bigint")] + [tuple(column) for column in json.load(file)]

    def path(self, name):
        return os.path.join(self.folder, name)

    def statement(self, database):
        with open(self.path(f"{database}.sql"), encoding="utf-8") as file:
            return file.read()

    def scores(self, database):
        return f"SELECT {WANTED} FROM ({self.statement(database)}) AS found ORDER BY id"

    def points(self, database, number):
        """The points of every rule for one lead: the statement up to the step that gives them."""
        before = self.statement(database).split(",\nleadsieve_groups AS")[0].split(",\nleadsieve_axes AS")[0]
        return f"{before}\nSELECT * FROM leadsieve_points WHERE id = {number}"

    def expected(self):
        with open(self.path("expected.csv"), encoding="utf-8") as file:
            return file.read().splitlines()


class DuckDb:
    name = "duckdb"

    def __init__(self, folder):
        home = os.path.join(folder, "venv")
        python = os.path.join(home, "bin", "python")
        if not os.path.exists(python):
            venv.create(home, with_pip=True)
        if subprocess.run([python, "-c", "import duckdb"], capture_output=True).returncode:
            pip = [python, "-m", "pip", "install", "--quiet", "duckdb"]
            done = subprocess.run(pip, capture_output=True, text=True)
            if done.returncode:
                raise LookupError("pip could not install duckdb: " + (done.stderr.strip().splitlines() or ["?"])[-1])
        sys.path[:0] = glob.glob(os.path.join(home, "lib", "python*", "site-packages"))
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        self.version = duckdb.__version__

    def load(self, case):
        columns = ", ".join(f"{json.dumps(name)}: 'VARCHAR'" for name, _ in case.columns).replace('"', "'")
        one = {
            "bigint": "CAST({0} AS BIGINT)",
            "double": "CAST({0} AS DOUBLE)",
            "boolean": "CAST({0} AS BOOLEAN)",
            "list": "CAST(CAST({0} AS JSON) AS VARCHAR[])",
            "text": "{0}",
        }
        selected = ", ".join(one[of].format(quoted(name)) + " AS " + quoted(name) for name, of in case.columns)
        self.connection.execute("DROP TABLE IF EXISTS leads")
        self.connection.execute(
            f"CREATE TABLE leads AS SELECT {selected} FROM read_csv('{case.path('leads.csv')}', header = false, "
            f"delim = ',', quote = '\"', escape = '\"', nullstr = '\\N', allow_quoted_nulls = false, "
            f"new_line = '\\n', parallel = false, auto_detect = false, columns = {{{columns}}})"
        )

    def rows(self, statement):
        return [",".join(map(str, row)) for row in self.connection.execute(statement).fetchall()]

    def named(self, statement):
        found = self.connection.execute(statement)
        return dict(zip([column[0] for column in found.description], found.fetchone()))

    def end(self):
        self.connection.close()


class Sqlite:
    name = "sqlite"

    def __init__(self, folder):
        if sqlite3.sqlite_version_info < (3, 39):
            raise LookupError(f"Python has SQLite {sqlite3.sqlite_version}, expected 3.39 or later")
        self.connection = sqlite3.connect(":memory:")
        self.version = sqlite3.sqlite_version

    def load(self, case):
        words = {"bigint": "INTEGER", "double": "REAL", "boolean": "BOOLEAN", "list": "TEXT", "text": "TEXT"}
        reads = {"boolean": lambda cell: cell == "true", "bigint": int, "double": float}
        readers = [reads.get(of, str) for _, of in case.columns]
        declared = ", ".join(f"{quoted(name)} {words[of]}" for name, of in case.columns)
        self.connection.executescript(f"DROP TABLE IF EXISTS leads; CREATE TABLE leads ({declared});")
        marks = ", ".join("?" for _ in case.columns)
        with open(case.path("leads.csv"), encoding="utf-8", newline="") as file:
            rows = (
                [None if cell == "\\N" else read(cell) for read, cell in zip(readers, row)] for row in csv.reader(file)
            )
            self.connection.executemany(f"INSERT INTO leads VALUES ({marks})", rows)

    def rows(self, statement):
        return [",".join(map(str, row)) for row in self.connection.execute(statement)]

    def named(self, statement):
        found = self.connection.execute(statement)
        return dict(zip([column[0] for column in found.description], found.fetchone()))

    def end(self):
        self.connection.close()


class PostgreSql:
    name = "postgresql"

    def __init__(self, folder):
        self.programs = self.installed()
        # A path of a socket may have a hundred characters.
        self.home = tempfile.mkdtemp(prefix="leadsieve-postgresql-")
        self.user = {}
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.home, owner.pw_uid, owner.pw_gid)
            self.user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self.server = None
        try:
            self.start()
        except BaseException:
            self.end()
            raise

    @staticmethod
    def installed():
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not found and shutil.which("apt-get") and os.getuid() == 0:
            for words in (["update"], ["install", "-y", "postgresql"]):
                environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
                subprocess.run(["apt-get", "-qq", *words], capture_output=True, env=environment)
            found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        if not found:
            raise LookupError("no /usr/lib/postgresql, and apt-get could not install the package postgresql")
        return found[-1]

    def start(self):
        data = os.path.join(self.home, "data")
        make = [os.path.join(self.programs, "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"]
        made = subprocess.run([*make, "--locale=C.UTF-8", "-N"], capture_output=True, text=True, cwd=self.home, **self.user)
        if made.returncode:
            raise LookupError("initdb failed: " + made.stderr.strip())
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.home,
            "fsync": "off",
            "jit": "off",
            "work_mem": "256MB",
            "max_wal_size": "4GB",
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        log = open(os.path.join(self.home, "log"), "w", encoding="utf-8")
        run = [os.path.join(self.programs, "postgres"), "-D", data, *words]
        self.server = subprocess.Popen(run, stdout=log, stderr=log, cwd=self.home, **self.user)
        for _ in range(300):
            if subprocess.run(self.psql("SELECT 1"), capture_output=True).returncode == 0:
                break
            time.sleep(0.1)
        self.version = self.ask("SHOW server_version").strip()

    def psql(self, *commands):
        words = [os.path.join(self.programs, "psql"), "-X", "-q", "-A", "-t", "-F", ",", "-h", self.home, "-U", "postgres"]
        return [*words, "-v", "ON_ERROR_STOP=1", *(word for command in commands for word in ("-c", command))]

    def ask(self, *commands):
        done = subprocess.run(self.psql(*commands), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def load(self, case):
        words = {"bigint": "bigint", "double": "double precision", "boolean": "boolean", "list": "text", "text": "text"}
        declared = ", ".join(f"{quoted(name)} {words[of]}" for name, of in case.columns)
        list_of = "CASE WHEN {0} IS NOT NULL THEN ARRAY(SELECT json_array_elements_text({0}::json)) END"
        selected = ", ".join(
            (list_of if of == "list" else "{0}").format(quoted(name)) + " AS " + quoted(name) for name, of in case.columns
        )
        self.ask(
            "SET client_min_messages = warning",
            "DROP TABLE IF EXISTS leads, read",
            f"CREATE UNLOGGED TABLE read ({declared})",
            f"\\copy read FROM '{case.path('leads.csv')}' (FORMAT csv, NULL '\\N')",
            f"CREATE UNLOGGED TABLE leads AS SELECT {selected} FROM read",
        )

    def rows(self, statement):
        return self.ask(statement).splitlines()

    def named(self, statement):
        return json.loads(self.ask(f"SELECT row_to_json(one) FROM ({statement}) AS one"))

    def end(self):
        if self.server:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(60)
        shutil.rmtree(self.home, ignore_errors=True)


def compare(database, case):
    """How many leads differ; the first of them are told."""
    database.load(case)
    found, expected = database.rows(case.scores(database.name)), case.expected()
    if len(found) != len(expected):
        raise RuntimeError(f"{database.name}: found {len(found)} leads, expected {len(expected)}")
    wrong = [(one, other) for one, other in zip(found, expected) if one != other]
    for one, other in wrong[:SHOWN]:
        number = int(other.split(",")[0])
        points = database.named(case.points(database.name, number))
        points = {name: value for name, value in points.items() if name.startswith("r")}
        told = {"case": case.number, "id": number, "database": database.name, "found": one, "points": points}
        print("difference " + json.dumps(told))
    return len(found), len(wrong)


def run(kind, folder, cases):
    """Whether every lead agrees; a database that cannot be had is no failure."""
    began = time.monotonic()
    try:
        database = kind(folder)
    # No pip in Python, no program of that name, no user postgres: all of it means that it cannot be had.
    except (LookupError, OSError, ImportError, subprocess.CalledProcessError) as why:
        print(f"skipped {kind.name}: {why}")
        return True
    try:
        counts = [compare(database, case) for case in cases]
    finally:
        database.end()
    leads, wrong = (sum(column) for column in zip(*counts))
    seconds = time.monotonic() - began
    print(f"agreement {kind.name} {database.version}: {leads - wrong} of {leads} leads, {len(cases)} tables, {seconds:.0f} s")
    return wrong == 0


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    cases = [Case(folder, number) for number in range(count)]
    results = [run(kind, folder, cases) for kind in (DuckDb, PostgreSql, Sqlite)]
    sys.exit(0 if all(results) else 1)


main()
