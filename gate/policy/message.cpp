// SPDX-License-Identifier: MIT
#include "gate/policy/message.h"

#include "gate/base/visible.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

// Where the next {word} of `text` begins and ends, braces included, from `from` on.
struct Place {
  std::size_t begin = std::string_view::npos, end = 0;
};

bool is_of_name(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

Place next_field(std::string_view text, std::size_t from) {
  for (std::size_t open = text.find('{', from); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    std::size_t end = open + 1;
    while (end < text.size() && is_of_name(text[end])) ++end;
    if (end > open + 1 && end < text.size() && text[end] == '}') return {open, end + 1};
  }
  return {};
}

std::string_view name_at(std::string_view text, const Place& place) {
  return text.substr(place.begin + 1, place.end - place.begin - 2);
}

const MessageField* find_field(std::string_view name) {
  for (const MessageField& field : message_fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

std::string value_of(const MessageField& field, const MessageValues& values) {
  const auto found = values.find(field.name);
  if (found == values.end()) return std::string(field.words);
  const std::string line = found->second.substr(0, found->second.find('\n'));
  return trim(line).empty() ? std::string(field.words) : visible(trim(line));
}

}  // namespace

const std::vector<MessageField>& message_fields() {
  static const std::vector<MessageField> fields = {
      {"severity", "[P0/P1]", "its level"},
      {"issue", "[Brief description]", "what is broken, in a few words"},
      {"impact", "[Number of users/functionality affected]", "who or what is affected"},
      {"estimate", "[X hours]", "how long the fix is expected to take"},
      {"assigned", "[@engineer]", "who works on it"},
      {"next-update", "[Time]", "when the channel hears more"},
      {"fix", "[What was changed]", "the subject of production's commit, and its id"},
      {"deployed", "[Timestamp]", "when it was deployed"},
      {"resolution", "[What was fixed]", "as {fix}, without the id"},
      {"duration", "[X hours]", "from its detection, or its start, to its end"},
      {"post-mortem", "[Date/Time]", "until when the post-mortem is due"},
      {"branch", "[branch]", "the hotfix branch"},
      {"commit", "[commit]", "the id of production's commit"},
  };
  return fields;
}

std::string filled(std::string_view message, const MessageValues& values) {
  std::string text;
  std::size_t from = 0;
  for (Place place = next_field(message, 0); place.begin != std::string_view::npos;
       place = next_field(message, from)) {
    text += message.substr(from, place.begin - from);
    const MessageField* field = find_field(name_at(message, place));
    text += field ? value_of(*field, values)
                  : std::string(message.substr(place.begin, place.end - place.begin));
    from = place.end;
  }
  return text + std::string(message.substr(from));
}

std::string unknown_field(std::string_view message) {
  for (Place place = next_field(message, 0); place.begin != std::string_view::npos;
       place = next_field(message, place.end)) {
    const std::string_view name = name_at(message, place);
    if (!find_field(name)) return std::string(name);
  }
  return {};
}

}  // namespace hotfix
