// SPDX-License-Identifier: MIT
#include "gate/base/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "rules/support/text.h"

namespace hotfix {

bool wants_color(int file) {
  const char* terminal = std::getenv("TERM");
  return isatty(file) == 1 && !std::getenv("NO_COLOR") && terminal &&
         std::string_view(terminal) != "dumb";
}

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool knows_links() {
  const std::string forced = variable("FORCE_HYPERLINK");
  if (!forced.empty()) return forced != "0";
  // 0.50 is the first VTE with links; 20.12 the first Konsole. Both name one number for it.
  return std::atol(variable("VTE_VERSION").c_str()) >= 5000 ||
         std::atol(variable("KONSOLE_VERSION").c_str()) >= 201200 ||
         !variable("KITTY_WINDOW_ID").empty() || !variable("WT_SESSION").empty() ||
         one_of(variable("TERM_PROGRAM"), {"iTerm.app", "WezTerm", "vscode", "ghostty"}) ||
         one_of(variable("TERM"), {"xterm-kitty", "alacritty", "foot", "xterm-ghostty"});
}

}  // namespace

bool has_links(int file) {
  return isatty(file) == 1 && variable("TERM") != "dumb" && !variable("TERM").empty() &&
         knows_links();
}

bool shows_utf8(int file) {
  if (isatty(file) != 1) return false;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string locale = lower(variable(name));
    if (locale.empty()) continue;
    return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  }
  return false;
}

std::string linked(std::string_view url, std::string_view text) {
  const std::string begin = "\x1b]8;;", end = "\x1b\\";
  return begin + std::string(url) + end + std::string(text) + begin + end;
}

bool in_color(ColorChoice choice, int file) {
  return choice == ColorChoice::on_a_terminal ? wants_color(file) : choice == ColorChoice::always;
}

std::size_t width_of(int file, std::size_t otherwise) {
  winsize size{};
  if (ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return otherwise;
  return std::clamp<std::size_t>(size.ws_col, 40, 120);
}

std::string Paint::operator()(std::string_view style, std::string_view text) const {
  if (!color_) return std::string(text);
  return "\x1b[" + std::string(style) + "m" + std::string(text) + "\x1b[0m";
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string result;
  std::size_t column = indent;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (column > indent && column + 1 + end > width) {
      result += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

}  // namespace hotfix
