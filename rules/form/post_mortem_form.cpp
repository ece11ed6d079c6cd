// SPDX-License-Identifier: MIT
#include "rules/form/post_mortem_form.h"

#include <algorithm>
#include <optional>

#include "rules/form/form_line.h"
#include "rules/form/placeholder.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

using Lines = std::vector<std::string>;
constexpr auto kNone = std::string_view::npos;

// "[How discovered]"; neither a box nor a link.
std::string_view prompt_at(std::string_view text) {
  const auto close = text.find(']');
  if (close == kNone || text.substr(close + 1).starts_with("(")) return {};
  const std::string_view inside = trim(text.substr(1, close - 1));
  const bool is_box = inside.size() < 2 || inside.find('[') != kNone;
  return is_box ? std::string_view{} : text.substr(0, close + 1);
}

std::string_view fill_in_at(std::string_view text) {
  if (text.starts_with("[")) return prompt_at(text);
  for (std::string_view mark : {"YYYY-MM-DD", "HH:MM", "X hours", "P0/P1"}) {
    if (text.starts_with(mark)) return text.substr(0, mark.size());
  }
  return {};
}

// What a template has under one heading. The first stands for all before the first heading that
// asks for nothing itself: of it nothing has to be there.
struct Section {
  struct Field {
    std::string title, phrase;
    bool is_asked = false;  // there is something to fill in, or nothing behind the label
  };
  std::string title, phrase;
  std::size_t level = 0;
  std::vector<Field> fields;
  std::vector<std::string> prompts;  // what is to be filled in, anywhere in it
  std::vector<std::string> lines;    // the phrases of those that are no field
  std::vector<std::string> boxes;    // likewise
  bool has_parts = false;            // headings of its own

  bool asks() const {
    const bool is_empty = fields.empty() && lines.empty() && boxes.empty() && !has_parts;
    return !title.empty() && (!prompts.empty() || !boxes.empty() || is_empty ||
                              std::any_of(fields.begin(), fields.end(),
                                          [](const Field& field) { return field.is_asked; }));
  }
  const Field* field_named(std::string_view name) const {
    const std::string phrase_of_name = phrase_of(name);
    for (const Field& field : fields) {
      if (field.phrase == phrase_of_name) return &field;
    }
    return nullptr;
  }
  bool has_prompt(std::string_view text) const {
    return std::any_of(prompts.begin(), prompts.end(),
                       [&](const std::string& prompt) { return text.find(prompt) != kNone; });
  }
  bool has_line(std::string_view text) const {
    const std::string phrase = phrase_of(text);
    return one_of(phrase, lines) || one_of(phrase, boxes);
  }
};
using Sections = std::vector<Section>;

void add_line(Section& section, const FormItem& item) {
  for (const std::string_view prompt : fill_ins(item.text)) section.prompts.emplace_back(prompt);
  if (item.unticked || item.ticked) {
    section.boxes.push_back(phrase_of(item.text));
  } else if (const auto label = label_of(item.text)) {
    const bool is_asked = label->rest.empty() || !fill_ins(label->rest).empty();
    section.fields.push_back({std::string(trim(label->name)), phrase_of(label->name), is_asked});
  } else if (!item.text.empty()) {
    section.lines.push_back(phrase_of(item.text));
  }
}

Sections sections_of(const Page& form) {
  Sections sections(1);
  for (const PageLine& line : form.lines) {
    const FormItem item = item_of(line);
    const std::size_t level = line.code ? 0 : heading_level(line, item.text);
    const std::string_view text = level > 0 ? without_hashes(item.text) : item.text;
    if (level == 0 || !fill_ins(text).empty()) {
      add_line(sections.back(), {text, item.unticked, item.ticked});
      continue;
    }
    if (level > sections.back().level) sections.back().has_parts = true;
    Section section;
    section.title = text;
    section.phrase = phrase_of(text);
    section.level = level;
    sections.push_back(std::move(section));
  }
  return sections;
}

// What a document says in one section of the template.
struct Answer {
  bool is_there = false;
  bool is_filled = false;  // it says something that the template does not
  bool has_prompt = false;
  std::vector<std::string> boxes;  // phrases of the unticked ones that are the template's
  struct Field {
    const Section::Field* field;
    bool is_answered = false;
    bool has_prompt = false;
  };
  std::vector<Field> fields;
};

class Reader {
 public:
  explicit Reader(const Sections& sections) : sections_(sections), answers_(sections.size()) {}

  void read(const PageLine& line) {
    link_ = line.link;
    const FormItem item = line.code ? FormItem{line.text} : item_of(line);
    const std::size_t level = line.code ? 0 : heading_level(line, item.text);
    if (level > 0) return read_heading(without_hashes(item.text), level);
    if (line.code || !opens_section(line, item)) read_item(item);
  }

  std::vector<Answer> take() { return std::move(answers_); }

 private:
  // By its own name, else by one that it has among others: "3. Root cause (so far)".
  std::optional<std::size_t> section_named(std::string_view text, bool is_whole) const {
    const std::string phrase = phrase_of(text);
    std::optional<std::size_t> best;
    for (std::size_t i = 1; i < sections_.size(); ++i) {
      const std::string& name = sections_[i].phrase;
      if (name == phrase) return i;
      const bool fits = !is_whole && has_phrase(phrase, name) && !name.empty();
      if (fits && (!best || name.size() > sections_[*best].phrase.size())) best = i;
    }
    return best;
  }

  // "## Root cause: the pool" is a heading with its answer. Before the first section a heading is a
  // line as any other; a foreign one ends a section that is not above it.
  void read_heading(std::string_view text, std::size_t level) {
    const auto label = label_of(text);
    const auto named = label ? section_named(label->name, false) : std::nullopt;
    if (named) {
      open(*named, level);
      return read_item({label->rest});
    }
    if (const auto whole = section_named(text, false)) return open(*whole, level);
    if (at_ == std::optional<std::size_t>(0)) return read_item({text});
    if (level <= level_) at_.reset();
    field_ = kNone;
  }

  // "**Root cause:** the pool" and "Root cause" alone in bold type are as good as a heading.
  bool opens_section(const PageLine& line, const FormItem& item) {
    const auto label = label_of(item.text);
    if (label && at_ && sections_[*at_].field_named(label->name)) return false;
    const auto labelled = label ? section_named(label->name, true) : std::nullopt;
    const auto alone = is_bold_heading(line) ? section_named(item.text, true) : std::nullopt;
    if (!labelled && !alone) return false;
    open(labelled ? *labelled : *alone, kBoldLevel);
    if (labelled) read_item({label->rest});
    return true;
  }

  void open(std::size_t section, std::size_t level) {
    at_ = section;
    level_ = level;
    field_ = kNone;
    answers_[section].is_there = true;
  }

  void read_item(const FormItem& item) {
    if (!at_ || item.text.empty()) return;
    const Section& section = sections_[*at_];
    Answer& answer = answers_[*at_];
    if (item.unticked && section.has_line(item.text)) {
      answer.boxes.push_back(phrase_of(item.text));
      return;
    }
    const auto label = label_of(item.text);
    const Section::Field* field = label ? section.field_named(label->name) : nullptr;
    if (field != nullptr) {
      field_ = answer.fields.size();
      answer.fields.push_back({field});
    }
    take_in(section, answer, field != nullptr ? label->rest : item.text, item.ticked);
  }

  // Into the section, and into the field that it stands behind or below.
  void take_in(const Section& section, Answer& answer, std::string_view text, bool is_ticked) {
    const bool has_prompt = section.has_prompt(text);
    const bool is_own = is_ticked || !section.has_line(text);
    const bool says = !has_prompt && is_own && (is_content(text) || (link_ && !text.empty()));
    answer.is_filled = answer.is_filled || says;
    if (field_ == kNone) {
      answer.has_prompt = answer.has_prompt || has_prompt;
      return;
    }
    Answer::Field& field = answer.fields[field_];
    field.is_answered = field.is_answered || says;
    field.has_prompt = field.has_prompt || has_prompt;
  }

  static constexpr std::size_t kBoldLevel = 7;

  const Sections& sections_;
  std::vector<Answer> answers_;
  std::optional<std::size_t> at_ = 0;  // the section; none: a foreign one
  std::size_t level_ = 0;              // of its heading
  std::size_t field_ = kNone;          // of the answer; none: not below a label
  bool link_ = false;                  // the line has one
};

// The labels without an answer.
Lines open_fields(const Answer& answer) {
  Lines open;
  for (const Answer::Field& one : answer.fields) {
    const bool is_open = one.has_prompt || (one.field->is_asked && !one.is_answered);
    if (is_open && !one_of(one.field->title, open)) open.push_back(one.field->title);
  }
  return open;
}

// A team that keeps some of the boxes has chosen.
bool has_chosen(const Section& section, const Answer& answer) {
  return !answer.boxes.empty() && answer.boxes.size() < section.boxes.size();
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : ", ") + line;
  return text;
}

}  // namespace

std::vector<std::string_view> fill_ins(std::string_view text) {
  std::vector<std::string_view> found;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view one = fill_in_at(text.substr(at));
    if (!one.empty()) found.push_back(one);
    at += std::max<std::size_t>(one.size(), 1);
  }
  return found;
}

std::vector<std::string> open_sections(const Page& document, const Page& form) {
  const Sections sections = sections_of(form);
  Reader reader(sections);
  for (const PageLine& line : document.lines) reader.read(line);
  const std::vector<Answer> answers = reader.take();
  Lines open;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Section& section = sections[i];
    const Answer& answer = answers[i];
    const Lines fields = open_fields(answer);
    const bool is_empty = section.asks() && !answer.is_filled && !has_chosen(section, answer);
    const bool is_whole =
        answer.has_prompt || is_empty || (i > 0 && !answer.is_there && section.asks());
    if (!is_whole && fields.empty()) continue;
    if (section.title.empty()) {
      open.push_back(fields.empty() ? "what stands before the first section" : joined(fields));
    } else {
      open.push_back(section.title +
                     (is_whole || fields.empty() ? "" : " (" + joined(fields) + ")"));
    }
  }
  return open;
}

}  // namespace hotfix
