// SPDX-License-Identifier: MIT
#include "ci/output/runner_log.h"

namespace hotfix {

namespace {

bool ends_line(char c) { return c == '\n' || c == '\r'; }

// What may stand before a command: the runner trims every kind of blank that Unicode knows, and all
// of these but the ASCII ones are bytes above 0x7f.
bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' ' || (c & 0x80) != 0; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// `text` begins with "##[" or "##name[".
bool opens_bracket(std::string_view text) {
  if (text.substr(0, 2) != "##") return false;
  std::size_t at = 2;
  while (at < text.size() && is_letter(text[at])) ++at;
  return at < text.size() && text[at] == '[';
}

}  // namespace

std::string without_commands(std::string_view text) {
  std::string safe;
  bool at_start = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (at_start && rest.substr(0, 2) == "::") safe += '\\';
    safe += text[i];
    if (opens_bracket(rest)) safe += '\\';
    at_start = ends_line(text[i]) || (at_start && is_blank(text[i]));
  }
  return safe;
}

std::string command_data(std::string_view text) {
  std::string data;
  for (const char c : without_commands(text)) {
    if (c == '%') {
      data += "%25";
    } else if (c == '\r') {
      data += "%0D";
    } else if (c == '\n') {
      data += "%0A";
    } else {
      data += c;
    }
  }
  return data;
}

}  // namespace hotfix
