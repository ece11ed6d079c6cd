// SPDX-License-Identifier: MIT
// The only includer of toml++.
#include "gate/policy/read.h"

// toml++ 3.3 asserts of damaged input what it then finds out by itself, and refuses as it should.
#define TOML_ASSERT(expression) static_assert(true)
#include <toml++/toml.h>

#include <algorithm>
#include <optional>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/match/pattern.h"
#include "gate/policy/keys.h"
#include "gate/policy/message.h"
#include "gate/policy/names.h"
#include "gate/policy/nearest_name.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Each dot may nest a table in another, and toml++ walks down them by recursion.
constexpr std::size_t kDotLimit = 4096;

using Position = toml::source_position;

struct Complaint {
  Position where;
  std::string what;
};

[[noreturn]] void refuse(const std::string& source, const Position& where,
                         const std::string& what) {
  throw PolicyError(source + ":" + std::to_string(std::max(where.line, 1u)) + ":" +
                    std::to_string(std::max(where.column, 1u)) + ": " + what);
}

// What the person wrote may be 64 KiB long; a message is not.
std::string shortened(const std::string& text) {
  constexpr std::size_t kMost = 80;
  return text.size() <= kMost ? text : text.substr(0, kMost) + "...";
}

std::string quoted(const std::string& text) { return "'" + shortened(text) + "'"; }

std::string found(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return node.as_string()->get().empty() ? "an empty string" : "a string";
    case toml::node_type::integer:
      return std::to_string(node.as_integer()->get());
    case toml::node_type::floating_point:
      return "a decimal number";
    case toml::node_type::boolean:
      return node.as_boolean()->get() ? "true" : "false";
    default:
      return "a date or time";
  }
}

[[noreturn]] void refuse_type(const toml::node& node, std::string_view expected) {
  throw Complaint{node.source().begin,
                  "expected " + std::string(expected) + ", found " + found(node)};
}

[[noreturn]] void refuse_value(const toml::node& node, const std::string& what) {
  throw Complaint{node.source().begin, what};
}

// A part of git-check-ref-format(1): enough to exclude options, expressions and full refnames.
bool is_ref_name(std::string_view name) {
  if (name.empty() || name.front() == '-' || name.front() == '/' || name.back() == '/' ||
      name.substr(0, 5) == "refs/" || name.find("..") != std::string_view::npos) {
    return false;
  }
  return std::none_of(name.begin(), name.end(), [](unsigned char c) {
    return c <= ' ' || c == 0x7f ||
           std::string_view("~^:?*[\\@").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

const std::string& read_text(const toml::node& node, std::string_view expected) {
  const auto* text = node.as_string();
  if (!text || text->get().empty()) refuse_type(node, expected);
  return text->get();
}

std::string read_ref_name(const toml::node& node) {
  const std::string& name = read_text(node, describe(ValueKind::ref_name));
  if (!is_ref_name(name)) refuse_value(node, quoted(name) + " is not a name such as \"main\"");
  return name;
}

// One of the key's choices.
std::string read_choice(const PolicyKey& key, const toml::node& node) {
  std::string expected;
  for (const std::string& choice : key.choices) {
    expected += (expected.empty() ? "\"" : ", \"") + choice + "\"";
  }
  const std::string& word = read_text(node, "one of " + expected);
  if (std::find(key.choices.begin(), key.choices.end(), word) != key.choices.end()) return word;
  refuse_value(node, "expected one of " + expected + ", found " + quoted(word) +
                         did_you_mean(word, key.choices));
}

std::string read_duration(const toml::node& node) {
  const std::string& text = read_text(node, describe(ValueKind::duration));
  if (parse_duration(text)) return text;
  refuse_value(node, quoted(text) +
                         " is not a duration: write a whole number and m, h, d or w, such as "
                         "\"90m\", \"24h\" or \"3d\"; at most ten years");
}

std::string read_origin(const toml::node& node) {
  const auto* text = node.as_string();
  if (!text) refuse_type(node, describe(ValueKind::origin));
  const std::string& name = text->get();
  if (name.empty() || parse_date(name) || is_ref_name(name)) return name;
  refuse_value(node, quoted(name) + " is not a date such as \"2025-06-15\", a tag or a commit");
}

// It comes into a terminal's escape sequence and into HTML: printable ASCII without quotes or
// brackets (RFC 3986 has no others).
bool is_url(std::string_view text) {
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) {
           return c <= ' ' || c >= 0x7f ||
                  std::string_view("\"'<>\\^`{|}#").find(static_cast<char>(c)) !=
                      std::string_view::npos;
         });
}

std::string read_url(const toml::node& node) {
  const auto* text = node.as_string();
  if (!text) refuse_type(node, describe(ValueKind::url));
  if (text->get().empty() || is_url(text->get())) return text->get();
  refuse_value(node, quoted(text->get()) +
                         " is not an address that begins with https:// or http://, without # or "
                         "blanks");
}

// It becomes a file's place in a work tree: from the top down, and nowhere else.
bool is_path(std::string_view path) {
  const bool is_plain = std::none_of(
      path.begin(), path.end(), [](unsigned char c) { return c < ' ' || c == 0x7f || c == '\\'; });
  std::string rest(path);
  while (is_plain) {
    const auto slash = rest.find('/');
    const std::string name = lower(rest.substr(0, slash));
    if (name.empty() || name == "." || name == ".." || name == ".git") return false;
    if (slash == std::string::npos) return true;
    rest.erase(0, slash + 1);
  }
  return false;
}

std::string read_path(const toml::node& node) {
  const std::string& path = read_text(node, describe(ValueKind::path));
  if (!is_path(path)) {
    refuse_value(node, quoted(path) + " is not " + std::string(describe(ValueKind::path)));
  }
  return path;
}

// It is printed, and written into documents: what a terminal would obey has no place in it.
std::string read_lines(const toml::node& node) {
  std::string text = read_text(node, describe(ValueKind::text));
  for (std::size_t at = 0; (at = text.find("\r\n", at)) != std::string::npos;) text.erase(at, 1);
  const bool is_plain = std::none_of(text.begin(), text.end(), [](unsigned char c) {
    return (c < ' ' && c != '\n' && c != '\t') || c == 0x7f;
  });
  if (is_plain) return text;
  refuse_value(node, "the text has a control character; only line breaks and tabs may be in it");
}

std::string read_message(const toml::node& node) {
  std::string text = read_lines(node);
  const std::string name = unknown_field(text);
  if (name.empty()) return text;
  std::vector<std::string> known;
  for (const MessageField& field : message_fields()) known.emplace_back(field.name);
  refuse_value(node, "{" + name + "} is not a field of a message" + did_you_mean(name, known));
}

std::int64_t read_number(const toml::node& node) {
  const auto* number = node.as_integer();
  if (!number || number->get() < 0) refuse_type(node, describe(ValueKind::number));
  return number->get();
}

bool read_flag(const toml::node& node) {
  const auto* flag = node.as_boolean();
  if (!flag) refuse_type(node, describe(ValueKind::flag));
  return flag->get();
}

void check_element(ValueKind kind, const std::string& text, const toml::node& node) {
  const bool pattern = kind == ValueKind::patterns;
  try {
    if (pattern) check_pattern(text);
    if (kind == ValueKind::globs || kind == ValueKind::ref_globs) check_glob(text);
  } catch (const UsageError& error) {
    refuse_value(node, (pattern ? "bad pattern " : "bad glob ") + quoted(text) + ": " +
                           shortened(error.what()));
  }
  if (kind == ValueKind::ref_globs && text.substr(0, 5) == "refs/") {
    refuse_value(node, "bad glob " + quoted(text) + ": write the short name, without refs/heads/");
  }
}

Words read_list(const PolicyKey& key, const toml::node& node) {
  const auto* list = node.as_array();
  if (!list) refuse_type(node, describe(key.kind));
  Words words;
  for (const toml::node& element : *list) {
    const std::string& text = read_text(element, "a string that is not empty");
    if (text == "@default") {
      const Words& defaults = std::get<Words>(key.default_value);
      words.insert(words.end(), defaults.begin(), defaults.end());
    } else {
      check_element(key.kind, text, element);
      words.push_back(text);
    }
  }
  // Without a hotfix branch there is nothing to judge, and every run would be green.
  if (key.path == "branches.hotfix" && (words.empty() || fixed_start(words.front()).empty())) {
    refuse_value(node, "the first glob must begin with a fixed part, such as \"hotfix/**\"");
  }
  return words;
}

Words read_choices(const PolicyKey& key, const toml::node& node) {
  if (node.value<std::string>() == kAll) return {std::string(kAll)};
  const auto* list = node.as_array();
  if (!list) refuse_type(node, describe(key.kind));
  Words words;
  for (const toml::node& element : *list) words.push_back(read_choice(key, element));
  // With no sign left there is no hotfix, and every ledger would be green.
  if (words.empty()) refuse_value(node, "the list is empty, so nothing would be looked at");
  return words;
}

OptionValue read_value(const PolicyKey& key, const toml::node& node) {
  switch (key.kind) {
    case ValueKind::ref_name:
      return read_ref_name(node);
    case ValueKind::choice:
      return read_choice(key, node);
    case ValueKind::choices:
      return read_choices(key, node);
    case ValueKind::duration:
      return read_duration(node);
    case ValueKind::origin:
      return read_origin(node);
    case ValueKind::url:
      return read_url(node);
    case ValueKind::message:
      return read_message(node);
    case ValueKind::path:
      return read_path(node);
    case ValueKind::text:
      return read_lines(node);
    case ValueKind::number:
      return read_number(node);
    case ValueKind::flag:
      return read_flag(node);
    default:
      return read_list(key, node);
  }
}

// The names that may stand in a table: `prefix` is "" or "rules." or "rules.minimal-diff.".
std::vector<std::string> names_below(const std::string& prefix) {
  std::vector<std::string> names;
  for (const PolicyKey& key : policy_keys()) {
    if (key.path.compare(0, prefix.size(), prefix) != 0) continue;
    const std::string name =
        key.path.substr(prefix.size(), key.path.find('.', prefix.size()) - prefix.size());
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

std::string unknown_name(const std::string& prefix, const std::string& name) {
  const std::vector<std::string> known = names_below(prefix);
  const std::string tip = did_you_mean(name, known);
  if (prefix == "rules.") {
    return "unknown rule " + quoted(name) + (tip.empty() ? "; see hotfix-lint rules" : tip);
  }
  std::string what = "unknown key " + quoted(name);
  if (!prefix.empty()) what += " in [" + prefix.substr(0, prefix.size() - 1) + "]";
  if (!tip.empty()) return what + tip;
  for (const std::string& one : known) what += (&one == &known.front() ? "; known: " : ", ") + one;
  return what;
}

void refuse_bombs(std::string_view text, const std::string& source) {
  const auto limit = [&](std::size_t seen, const char* what, std::size_t most) {
    if (seen <= most) return;
    refuse(source, {1, 1},
           "the policy has " + std::to_string(seen) + " " + what + "; at most " +
               std::to_string(most) + " are read");
  };
  limit(text.size(), "bytes", kPolicyLimit);
  limit(static_cast<std::size_t>(std::count(text.begin(), text.end(), '.')), "dots", kDotLimit);
}

class Reader {
 public:
  void read(const toml::table& table, const std::string& prefix) {
    for (auto&& [key, node] : table) {
      try {
        read_entry(prefix, key, node);
      } catch (const Complaint& complaint) {
        keep(complaint);
      }
    }
  }

  void check_whole() {
    const std::string production = text_of("production"), development = text_of("development");
    if (production != development) return;
    const auto where = places_.count("production") ? places_["production"] : places_["development"];
    keep({where, "production and development are the same branch '" + production + "'"});
  }

  std::map<std::string, PolicyLine> values;
  std::optional<Complaint> first;  // toml++ sorts tables by name; people read files from the top

 private:
  std::string text_of(const std::string& key) const {
    const auto set = values.find(key);
    if (set != values.end()) return std::get<std::string>(set->second.value);
    return std::string(std::get<std::string_view>(default_of(key)));
  }

  void read_entry(const std::string& prefix, const toml::key& key, const toml::node& node) {
    const std::string name(key.str());
    // A name in quotes may be empty or have dots; it is no path.
    const bool is_name = !name.empty() && name.find('.') == std::string::npos;
    const auto spec = is_name ? find_policy_key(prefix + name) : std::nullopt;
    if (!spec && !(is_name && is_policy_section(prefix + name))) {
      throw Complaint{key.source().begin, unknown_name(prefix, name)};
    }
    if (spec) {
      values[spec->path] = {read_value(*spec, node), node.source().begin.line};
      places_[spec->path] = node.source().begin;
      return;
    }
    if (!node.is_table()) {
      throw Complaint{key.source().begin,
                      "expected a table [" + prefix + name + "], found " + found(node)};
    }
    read(*node.as_table(), prefix + name + ".");
  }

  void keep(const Complaint& complaint) {
    if (!first || complaint.where < first->where) first = complaint;
  }

  std::map<std::string, Position> places_;
};

toml::table parse(std::string_view text, const std::string& source) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    refuse(source, error.source().begin, std::string(error.description()));
  }
}

}  // namespace

std::map<std::string, PolicyLine> read_policy_toml(std::string_view text,
                                                   const std::string& source) {
  refuse_bombs(text, source);
  Reader reader;
  reader.read(parse(text, source), "");
  reader.check_whole();
  if (reader.first) refuse(source, reader.first->where, reader.first->what);
  return std::move(reader.values);
}

std::string fixed_start(std::string_view glob) {
  if (!glob.empty() && glob.front() == '/') glob.remove_prefix(1);
  return std::string(glob.substr(0, glob.find_first_of("*?[\\")));
}

}  // namespace hotfix
