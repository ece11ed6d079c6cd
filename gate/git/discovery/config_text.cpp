// SPDX-License-Identifier: MIT
#include "gate/git/discovery/config_text.h"

#include <utility>

namespace hotfix {

namespace {

// No locale: git has none here either.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_of_name(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '-'; }
char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Reads a file from its start to its end. What is false or nullopt ends it.
class ConfigParser {
 public:
  explicit ConfigParser(std::string_view text) : text_(text) {}

  std::optional<std::vector<ConfigEntry>> entries() {
    while (skip_to_word()) {
      if (!(text_[at_] == '[' ? read_section() : read_entry())) return std::nullopt;
    }
    return std::move(entries_);
  }

 private:
  // git takes the end of a file for the end of a line.
  char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  char take() {
    const char c = peek();
    ++at_;
    return c;
  }

  // Past blanks, empty lines and comments; false at the end.
  bool skip_to_word() {
    for (bool is_comment = false; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') is_comment = false;
      if (c == '#' || c == ';') is_comment = true;
      if (!is_comment && c != ' ' && c != '\t' && c != '\n') return true;
    }
    return false;
  }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }

  // [section], [section "subsection"], and [section.subsection] of the old days.
  bool read_section() {
    ++at_;
    section_.clear();
    while (is_of_name(peek()) || peek() == '.') section_ += lower_letter(take());
    if (section_.empty()) return false;
    if (peek() == ' ' || peek() == '\t') {
      skip_blanks();
      if (take() != '"' || !read_subsection()) return false;
    }
    section_ += '.';
    return take() == ']';
  }

  bool read_subsection() {
    section_ += '.';
    for (char c = take(); c != '"'; c = take()) {
      if (c == '\\') c = take();
      if (c == '\n' || is_strange(c)) return false;
      section_ += c;
    }
    return true;
  }

  bool read_entry() {
    if (section_.empty() || !is_letter(peek())) return false;
    ConfigEntry entry{section_, {}};
    while (is_of_name(peek())) entry.key += lower_letter(take());
    skip_blanks();
    const char next = take();
    if (next != '\n' && (next != '=' || !read_value(entry.value))) return false;
    entries_.push_back(std::move(entry));
    return true;
  }

  // Blanks at both ends and a comment are no part of it, unless they stand in quotes.
  bool read_value(std::string& value) {
    bool is_quoted = false;
    std::size_t blanks = 0;  // that count only when something comes after them
    skip_blanks();
    for (char c = take(); c != '\n'; c = take()) {
      if (!is_quoted && c == ' ') {
        if (!value.empty()) ++blanks;
        continue;
      }
      if (!is_quoted && (c == '#' || c == ';')) return skip_comment();
      if (c == '\t' && !is_quoted && is_blank_to_the_end()) continue;
      if ((c == '\t' && !is_quoted) || is_strange(c)) return false;
      value.append(std::exchange(blanks, 0), ' ');
      if (c == '"') {
        is_quoted = !is_quoted;
      } else if (c != '\\') {
        value += c;
      } else if (!read_escape(value)) {
        return false;
      }
    }
    return !is_quoted;
  }

  bool read_escape(std::string& value) {
    const char c = take();
    if (at_ > text_.size()) return false;
    if (c == '\n') return true;  // the value goes on in the next line
    if (c != 'n' && c != 't' && c != 'b' && c != '"' && c != '\\') return false;
    value += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'b' ? '\b' : c;
    return true;
  }

  bool skip_comment() {
    while (peek() != '\n') ++at_;
    return true;
  }

  bool is_blank_to_the_end() const {
    const auto next = text_.find_first_not_of(" \t", at_);
    return next == std::string_view::npos || text_[next] == '\n' || text_[next] == '#' ||
           text_[next] == ';';
  }

  static bool is_strange(char c) { return c == '\0' || c == '\r'; }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string section_;  // with a '.' at its end
  std::vector<ConfigEntry> entries_;
};

}  // namespace

std::optional<std::vector<ConfigEntry>> parse_config(std::string_view text) {
  return ConfigParser(text).entries();
}

}  // namespace hotfix
