// SPDX-License-Identifier: MIT
#include "gate/base/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace hotfix {

bool wants_color(int file) {
  const char* terminal = std::getenv("TERM");
  return isatty(file) == 1 && !std::getenv("NO_COLOR") && terminal &&
         std::string_view(terminal) != "dumb";
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
