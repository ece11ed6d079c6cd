// SPDX-License-Identifier: MIT
#include "gate/policy/write.h"

#include "gate/base/hex.h"

namespace hotfix {

namespace {

constexpr std::size_t kWidth = 80;
constexpr const char* kThreeQuotes = "\"\"\"";

std::string escaped(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') return {'\\', c};
  return byte < 0x20 || byte == 0x7f ? "\\u" + upper_hex_of(byte, 4) : std::string{c};
}

std::string quote_basic(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += escaped(c);
  return quoted + "\"";
}

// Patterns are read more easily in TOML's literal strings, where '\' is only itself.
std::string quote(const std::string& text) {
  bool literal = text.find('\\') != std::string::npos;
  for (unsigned char c : text) literal = literal && c != '\'' && c != 0x7f && c >= 0x20;
  return literal ? "'" + text + "'" : quote_basic(text);
}

std::string one_line(const Words& words) {
  std::string list = "[";
  for (const std::string& word : words) list += (list.size() > 1 ? ", " : "") + quote(word);
  return list + "]";
}

// As many elements on a line as fit.
std::string spread(const Words& words, std::string_view prefix) {
  const std::string start = "\n" + std::string(prefix) + " ";
  std::string text = "[", line = start;
  for (const std::string& word : words) {
    const std::string element = " " + quote(word) + ",";
    if (line != start && line.size() + element.size() > kWidth + 1) {
      text += line;
      line = start;
    }
    line += element;
  }
  return text + line + "\n" + std::string(prefix) + "]";
}

// Text of several lines, as they are: a quote is escaped only where three could come together.
std::string quote_lines(const std::string& text, std::string_view prefix) {
  const std::string start = "\n" + std::string(prefix);
  std::string quoted = kThreeQuotes + start;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_single = text[i] == '"' && i + 1 < text.size() && text[i + 1] != '"';
    if (text[i] == '\n') {
      quoted += start;
    } else {
      quoted += is_single || text[i] == '\t' ? std::string{text[i]} : escaped(text[i]);
    }
  }
  return quoted + kThreeQuotes;
}

bool has_lines(const OptionValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text && text->find('\n') != std::string::npos;
}

struct OneLine {
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(bool flag) const { return flag ? "true" : "false"; }
  std::string operator()(const std::string& text) const { return quote(text); }
  std::string operator()(const Words& words) const { return one_line(words); }
};

}  // namespace

std::string toml_value(const OptionValue& value) { return std::visit(OneLine{}, value); }

std::string toml_assignment(std::string_view name, const OptionValue& value,
                            std::string_view prefix) {
  const std::string start = std::string(prefix) + std::string(name) + " = ";
  if (has_lines(value)) return start + quote_lines(std::get<std::string>(value), prefix);
  const std::string text = toml_value(value);
  const auto* words = std::get_if<Words>(&value);
  if (!words || start.size() + text.size() <= kWidth) return start + text;
  return start + spread(*words, prefix);
}

}  // namespace hotfix
