// SPDX-License-Identifier: MIT
#include "rules/form/incident_form.h"

#include <algorithm>
#include <optional>

#include "rules/form/form_line.h"
#include "rules/form/placeholder.h"
#include "rules/support/text.h"
#include "rules/support/words.h"

namespace hotfix {

namespace {

constexpr std::size_t kBoldDepth = 7, kLabelDepth = 8;

class Reader {
 public:
  Reader(IncidentForm& form, const SectionNames& names) : form_(form), names_(names) {}

  void read(const PageLine& line) {
    link_ = line.link;
    if (line.code) return write(line.text);
    read_item(line, item_of(line));
    if (!line.comment.empty()) keep_comment(line.comment);
  }

 private:
  void read_item(const PageLine& line, const FormItem& item) {
    const std::size_t level = heading_level(line, item.text);
    if (level > 0) return read_heading(without_hashes(item.text), level);
    if (item.text.empty() || item.unticked) return;
    if (item.ticked && says(item.text)) form_.ticked.emplace_back(item.text);
    const auto label = label_of(item.text);
    if (label && names_.named(label->name)) return read_label(line, item, *label);
    const bool alone = is_bold_heading(line) || names_.is_section(item.text);
    const auto part = alone ? names_.named(item.text) : std::nullopt;
    if (!part || depth_of(*part) != 0) return write(item.text);
    form_.headings.emplace_back(item.text);
    open(*part, kBoldDepth);
  }

  // "## Issue: sign-in fails" is a heading with its answer.
  void read_heading(std::string_view text, std::size_t level) {
    const auto label = label_of(text);
    const auto part = label ? names_.named(label->name) : std::nullopt;
    form_.headings.emplace_back(text);
    close(level);
    if (part) {
      open(*part, level);
      write(label->rest);
      return;
    }
    const auto named = names_.named(text);
    const bool way_back = depth_of(Part::rollback_plan) != 0;  // "### Option 2: Git revert" in it
    if (way_back && named.value_or(Part::rollback_plan) == Part::rollback_plan) return write(text);
    if (named) open(*named, level);
  }

  // The parts around it get the whole line, but only when it says something.
  void read_label(const PageLine& line, const FormItem& item, const FormLabel& label) {
    const std::size_t depth = kLabelDepth + line.depth;
    const Part named = *names_.named(label.name);
    close(depth);
    const bool aside = named == Part::severity && depth_of(named) == 0;
    const Part part = aside ? Part::severity_line : named;
    const bool answers = says(label.rest);
    if (answers) write(item.text);
    const bool inside_itself = depth_of(part) != 0;
    if (!inside_itself) open(part, depth);
    if (answers && !inside_itself)
      form_.parts[static_cast<std::size_t>(part)].emplace_back(label.rest);
  }

  // "[here](...)" says more than its words do.
  bool says(std::string_view text) const { return is_content(text) || (link_ && !text.empty()); }

  void write(std::string_view text) {
    if (!says(text)) return;
    form_.lines.emplace_back(text);
    for (std::size_t i = 0; i < kParts; ++i) {
      if (depths_[i] != 0) form_.parts[i].emplace_back(text);
    }
  }

  void keep_comment(const std::string& text) {
    for (std::size_t i = 0; i < kParts; ++i) {
      if (depths_[i] != 0) form_.comments[i].append(text).append("\n");
    }
  }

  void open(Part part, std::size_t depth) {
    form_.recognised = form_.recognised || part >= Part::issue;
    close(depth);
    depth_of(part) = depth;
  }

  // Ends every part that is not around one of that depth.
  void close(std::size_t depth) {
    for (std::size_t& open : depths_) open = open < depth ? open : 0;
  }

  std::size_t& depth_of(Part part) { return depths_[static_cast<std::size_t>(part)]; }

  IncidentForm& form_;
  const SectionNames& names_;
  std::array<std::size_t, kParts> depths_{};  // 0: not open
  bool link_ = false;                         // the line has one
};

}  // namespace

IncidentForm read_incident_form(const Page& page, const SectionNames& names) {
  IncidentForm form;
  form.unclosed_comment = page.unclosed_comment;
  Reader reader(form, names);
  for (const PageLine& line : page.lines) {
    const bool shows = line.heading > 0 || line.box != PageLine::Box::none || !line.text.empty();
    form.blank = form.blank && !shows;
    reader.read(line);
  }
  return form;
}

}  // namespace hotfix
