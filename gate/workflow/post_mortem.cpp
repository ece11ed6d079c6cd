// SPDX-License-Identifier: MIT
#include "gate/workflow/post_mortem.h"

#include <algorithm>
#include <string_view>

#include "gate/base/error.h"
#include "gate/base/time_text.h"
#include "gate/base/visible.h"
#include "gate/workflow/announcement.h"
#include "rules/form/incident_form.h"
#include "rules/form/post_mortem_form.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

constexpr std::size_t kLongestLine = 200;  // bytes
constexpr std::size_t kMostLines = 20;     // of a message

bool is_alphanumeric(char c) {
  return (c & 0x80) != 0 || is_ascii_word(static_cast<unsigned char>(c));
}

// "snake_case" needs no backslash, and is read more easily without one.
bool is_inside_word(std::string_view text, std::size_t at) {
  return at > 0 && at + 1 < text.size() && is_alphanumeric(text[at - 1]) &&
         is_alphanumeric(text[at + 1]);
}

// What would begin a heading, a list, a quotation, a fence or a rule is the text that it is.
std::string one_line(std::string_view bytes) {
  const std::string text = brief(visible(trim(bytes)), kLongestLine);
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_markup =
        std::string_view("\\`*[<&|~").find(text[i]) != std::string_view::npos ||
        (text[i] == '_' && !is_inside_word(text, i)) ||
        (i == 0 && std::string_view("#-+=>").find(text[i]) != std::string_view::npos);
    if (is_markup) escaped += '\\';
    escaped += text[i];
  }
  const auto digits = escaped.find_first_not_of("0123456789");
  const bool is_item = digits != std::string::npos && digits > 0 &&
                       (escaped[digits] == '.' || escaped[digits] == ')');
  return is_item ? escaped.insert(digits, "\\") : escaped;
}

std::string lines_of(const std::string& text, const char* between) {
  std::string lines;
  std::string_view rest = text;
  for (std::size_t n = 0; !rest.empty() && n < kMostLines; ++n) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const std::string line = one_line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty()) lines += (lines.empty() ? "" : between) + line;
  }
  return lines;
}

// "12:30 UTC"; with its day where that is not the document's.
std::string time_on(const std::optional<std::int64_t>& day, std::int64_t time) {
  const std::string text = shown_time(time);
  return day && day_of(*day) == day_of(time) ? text.substr(11) : text;
}

// Writes one line after the other.
class Writer {
 public:
  explicit Writer(const PostMortemValues& values)
      : values_(values),
        day_(values.detected  ? values.detected
             : values.started ? values.started
                              : values.deployed) {}

  std::string line(std::string_view text) {
    const auto marks = fill_ins(text);
    const bool is_heading = text.starts_with("#");
    if (is_heading) heading_ = phrase_of(marks.empty() ? text : text.substr(0, text.find('[')));
    const bool is_alone = marks.size() == 1 && trim(text) == marks.front();
    std::string written;
    for (const std::string_view mark : marks) {
      const auto at = static_cast<std::size_t>(mark.data() - text.data());
      const std::string value = value_of(mark, is_heading ? "title" : place_of(text, at), is_alone);
      written += text.substr(0, at);
      written += value.empty() ? std::string(mark) : value;
      text.remove_prefix(at + mark.size());
      before_ = written;
    }
    before_.clear();
    return written + std::string(text);
  }

 private:
  // The label before the mark on its line, else the heading above.
  std::string place_of(std::string_view text, std::size_t at) const {
    const std::string before = before_ + std::string(text.substr(0, at));
    const auto colon = before.find(':');
    return colon == std::string::npos ? heading_ : phrase_of(before.substr(0, colon));
  }

  std::string value_of(std::string_view mark, const std::string& place, bool is_alone) const {
    if (mark == "YYYY-MM-DD") return day_ ? day_of(*day_) : std::string();
    if (mark == "X hours") return duration();
    if (mark == "P0/P1") return one_line(values_.severity);
    if (mark == "HH:MM") return time_at(place);
    const std::string* known = prompted(place);
    return known ? lines_of(*known, is_alone ? "\n" : " ") : std::string();
  }

  // From the moment that it was noticed, or else began, to the moment that somebody saw that it was
  // over.
  std::string duration() const {
    const auto from = values_.detected ? values_.detected : values_.started;
    const auto to = values_.verified;
    return from && to && *from <= *to ? shown_duration(*to - *from) : std::string();
  }

  std::string time_at(const std::string& place) const {
    using Time = std::optional<std::int64_t> PostMortemValues::*;
    constexpr std::pair<std::string_view, Time> times[] = {{"detect", &PostMortemValues::detected},
                                                           {"respon", &PostMortemValues::started},
                                                           {"deploy", &PostMortemValues::deployed},
                                                           {"verif", &PostMortemValues::verified}};
    for (const auto& [word, time] : times) {
      if (place.find(word) == std::string::npos) continue;
      return values_.*time ? time_on(day_, *(values_.*time)) : std::string();
    }
    return {};
  }

  // What belongs in square brackets there; null: nobody but a person knows.
  const std::string* prompted(const std::string& place) const {
    using Text = std::string PostMortemValues::*;
    constexpr std::pair<std::string_view, Text> texts[] = {
        {"title", &PostMortemValues::title},          {"issue", &PostMortemValues::title},
        {"impact", &PostMortemValues::impact},        {"respon", &PostMortemValues::action},
        {"deploy", &PostMortemValues::live},          {"cause", &PostMortemValues::cause},
        {"resolution", &PostMortemValues::resolution}};
    for (const auto& [word, text] : texts) {
      if (place.find(word) != std::string::npos) return &(values_.*text);
    }
    return nullptr;
  }

  const PostMortemValues& values_;
  const std::optional<std::int64_t> day_;  // of the document
  std::string heading_;                    // its phrase
  std::string before_;                     // what is written of the line
};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// What the message says below its subject, read as the description that a forge put there. One that
// is too long to be read says nothing.
IncidentForm form_of(const std::string& message, Page (*read_page)(std::string_view)) {
  const auto end = message.find('\n');
  if (end == std::string::npos) return {};
  try {
    return read_incident_form(read_page(std::string_view(message).substr(end + 1)));
  } catch (const Undecidable&) {
    return {};
  }
}

std::string resolution_of(const Course& course, const Refs& refs) {
  std::string text =
      what_was_done(course) + " (" + short_id(course.released->commit) + " on " + refs.production;
  if (!course.took_back.empty()) {
    text += ", taken back by " + short_id(course.took_back.front());
  }
  return text + ")";
}

}  // namespace

PostMortemValues post_mortem_values(const Course& course, const std::string& message,
                                    const Refs& refs, Page (*read_page)(std::string_view)) {
  const Incident& incident = course.incident;
  const Hotfix& released = *course.released;
  PostMortemValues values;
  values.commits = course.brought.empty() ? std::vector{released.commit} : course.brought;
  values.title = incident.issue.empty() ? what_was_done(course) : incident.issue;
  values.severity = course.severity();
  values.impact = incident.impact;
  values.live = short_id(released.commit) + " on " + refs.production;
  values.resolution = resolution_of(course, refs);
  values.detected = incident.detected;
  values.started = incident.started ? incident.started : released.begun_at;
  values.deployed = incident.deployed.value_or(released.released_at);
  values.verified = incident.verified;
  if (incident.started) {
    values.action = course.branch + " was begun";
  } else if (released.begun_at) {
    values.action = "the fix was written";
  }
  const IncidentForm form = form_of(message, read_page);
  values.cause = joined(form.answer(Part::root_cause));
  if (values.impact.empty()) values.impact = joined(form.answer(Part::impact));
  return values;
}

std::string post_mortem_text(const std::string& form, const PostMortemValues& values) {
  Writer writer(values);
  std::string text;
  for (std::string_view rest = form; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    text += writer.line(rest.substr(0, end)) + "\n";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const std::string& commit : values.commits) {
    const std::string id = short_id(commit);
    if (text.find(id) == std::string::npos) text += "\n<!-- of commit " + id + " -->\n";
  }
  return text;
}

}  // namespace hotfix
