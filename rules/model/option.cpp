// SPDX-License-Identifier: MIT
#include "rules/model/option.h"

#include <algorithm>
#include <stdexcept>

namespace hotfix {

namespace {

struct ToValue {
  OptionValue operator()(std::int64_t number) const { return number; }
  OptionValue operator()(bool flag) const { return flag; }
  OptionValue operator()(std::string_view text) const { return std::string(text); }
  OptionValue operator()(WordTable table) const { return to_words(table); }
};

}  // namespace

Words to_words(WordTable table) { return {table.begin(), table.end()}; }

OptionValue to_value(const DefaultValue& constant) { return std::visit(ToValue{}, constant); }

void Options::add(const OptionSpec& spec, std::optional<OptionValue> set, Matcher matcher) {
  options_.push_back({&spec, std::move(set), std::move(matcher)});
}

const Options::Option& Options::at(std::string_view name) const {
  const auto found = std::find_if(options_.begin(), options_.end(),
                                  [&](const Option& option) { return option.spec->name == name; });
  if (found == options_.end()) throw std::out_of_range("no option " + std::string(name));
  return *found;
}

OptionValue Options::value(std::string_view name) const {
  const Option& option = at(name);
  return option.set ? *option.set : to_value(option.spec->default_value);
}

std::size_t Options::number(std::string_view name) const {
  return static_cast<std::size_t>(std::get<std::int64_t>(value(name)));
}

bool Options::flag(std::string_view name) const { return std::get<bool>(value(name)); }

Words Options::words(std::string_view name) const { return std::get<Words>(value(name)); }

bool Options::matches(std::string_view name, std::string_view text) const {
  const Option& option = at(name);
  if (!option.matcher) throw std::out_of_range("nothing matches " + std::string(name));
  return option.matcher(text);
}

}  // namespace hotfix
