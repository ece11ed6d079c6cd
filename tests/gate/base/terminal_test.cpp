// SPDX-License-Identifier: MIT
#include "gate/base/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include "tests/support/catch.h"
#include "tests/support/variable.h"

using namespace hotfix;

TEST_CASE("a style is closed again, and is not there without color", "[gate]") {
  CHECK(Paint(true)(kRed, "BLOCKED") == "\x1b[1;31mBLOCKED\x1b[0m");
  CHECK(Paint(false)(kRed, "BLOCKED") == "BLOCKED");
}

TEST_CASE("what a person asks of the colors counts more than the terminal", "[gate]") {
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  CHECK(in_color(ColorChoice::always, ends[1]));
  CHECK_FALSE(in_color(ColorChoice::never, ends[1]));
  CHECK_FALSE(in_color(ColorChoice::on_a_terminal, ends[1]));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("text is broken at spaces, and the lines below are indented", "[gate]") {
  CHECK(wrapped("one two three", 0, 7) == "one two\nthree");
  CHECK(wrapped("one two three", 4, 11) == "one two\n    three");
  CHECK(wrapped("", 4, 11).empty());
}

TEST_CASE("a word that is longer than the line stands alone on it", "[gate]") {
  CHECK(wrapped("a incomprehensible b", 2, 8) == "a\n  incomprehensible\n  b");
}

TEST_CASE("a link is its address and its text, closed again", "[gate]") {
  CHECK(linked("https://a.example/x#y", "word") ==
        "\x1b]8;;https://a.example/x#y\x1b\\word\x1b]8;;\x1b\\");
}

namespace {

// A terminal of its own that nobody looks at.
class Terminal {
 public:
  Terminal() : master_(posix_openpt(O_RDWR | O_NOCTTY)) {
    REQUIRE(grantpt(master_) == 0);
    REQUIRE(unlockpt(master_) == 0);
    file_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
    REQUIRE(file_ >= 0);
  }
  ~Terminal() {
    close(file_);
    close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  int file() const { return file_; }

 private:
  int master_, file_ = -1;
};

// No program of a terminal is known.
struct Unknown {
  Variable forced{"FORCE_HYPERLINK", nullptr}, vte{"VTE_VERSION", nullptr};
  Variable konsole{"KONSOLE_VERSION", nullptr}, kitty{"KITTY_WINDOW_ID", nullptr};
  Variable windows{"WT_SESSION", nullptr}, program{"TERM_PROGRAM", nullptr};
  Variable term{"TERM", "xterm-256color"};
};

}  // namespace

TEST_CASE("what is not a terminal has no links, whatever is forced", "[gate]") {
  const Unknown unknown;
  const Variable forced("FORCE_HYPERLINK", "1");
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  CHECK_FALSE(has_links(ends[1]));
  close(ends[0]);
  close(ends[1]);
}

TEST_CASE("a terminal has links when its program is known to open them", "[gate]") {
  const Unknown unknown;
  const Terminal terminal;
  CHECK_FALSE(has_links(terminal.file()));
  {
    const Variable program("TERM_PROGRAM", "WezTerm");
    CHECK(has_links(terminal.file()));
  }
  const Variable old("VTE_VERSION", "4800");
  CHECK_FALSE(has_links(terminal.file()));
  const Variable vte("VTE_VERSION", "6800");
  CHECK(has_links(terminal.file()));
  const Variable refused("FORCE_HYPERLINK", "0");
  CHECK_FALSE(has_links(terminal.file()));
}

TEST_CASE("a dumb terminal has no links", "[gate]") {
  const Unknown unknown;
  const Terminal terminal;
  const Variable forced("FORCE_HYPERLINK", "1"), dumb("TERM", "dumb");
  CHECK_FALSE(has_links(terminal.file()));
}

TEST_CASE("a terminal shows more than ASCII when its locale says so", "[gate]") {
  const Variable all("LC_ALL", nullptr), type("LC_CTYPE", nullptr), language("LANG", "C");
  const Terminal terminal;
  CHECK_FALSE(shows_utf8(terminal.file()));
  const Variable utf8("LANG", "de_DE.UTF-8");
  CHECK(shows_utf8(terminal.file()));
  const Variable other("LC_CTYPE", "C.utf8");
  CHECK(shows_utf8(terminal.file()));
  const Variable first("LC_ALL", "POSIX");
  CHECK_FALSE(shows_utf8(terminal.file()));
}

TEST_CASE("what is not a terminal is ASCII", "[gate]") {
  const Variable all("LC_ALL", "C.UTF-8");
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  CHECK_FALSE(shows_utf8(ends[1]));
  close(ends[0]);
  close(ends[1]);
}
