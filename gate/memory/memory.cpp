// SPDX-License-Identifier: MIT
#include "gate/memory/memory.h"

#include <sys/stat.h>

#include <exception>

#include "gate/base/file.h"
#include "gate/memory/records.h"

namespace hotfix {

namespace {

// Tells this program from another build of it, which may judge otherwise; 0: it cannot be told.
std::uint64_t build_of_this_program() {
  static const std::uint64_t build = [] {
    struct stat status;
    if (stat("/proc/self/exe", &status) != 0) return std::uint64_t{0};
    std::uint64_t number = 1;
    for (const auto part : {static_cast<std::uint64_t>(status.st_size),
                            static_cast<std::uint64_t>(modified_time(status).tv_sec),
                            static_cast<std::uint64_t>(modified_time(status).tv_nsec)}) {
      number = number * 1099511628211u + part;
    }
    return number;
  }();
  return build;
}

}  // namespace

Memory::Memory(const Repository& repository, std::string file, std::size_t most)
    : file_(repository, std::move(file), build_of_this_program()), most_(most) {}

Memory::~Memory() {
  try {
    const bool broke_off = std::uncaught_exceptions() > 0;
    if (!news_.empty() && !broke_off) save();
  } catch (const std::exception&) {
    return;  // the next run finds out again
  }
}

void Memory::load() {
  is_loaded_ = true;
  answers_.clear();
  order_.clear();
  const auto bytes = build_of_this_program() == 0 ? std::nullopt : file_.read();
  RecordReader reader(bytes ? *bytes : std::string_view{});
  while (!reader.done() && reader.ok()) {
    const std::string question(reader.take_text());
    std::string answer(reader.take_text());
    if (reader.ok()) add(question, std::move(answer));
  }
}

// Another run may have added answers since this one began: they are as true as its own.
void Memory::save() {
  load();
  for (auto& [question, answer] : news_) add(question, std::move(answer));
  RecordWriter bytes;
  for (const std::string& question : order_) {
    bytes.put_text(question);
    bytes.put_text(answers_.at(question));
  }
  file_.write(bytes.bytes());
}

const std::string* Memory::find(const std::string& question) {
  if (!is_loaded_) load();
  const auto found = answers_.find(question);
  return found == answers_.end() ? nullptr : &found->second;
}

void Memory::keep(const std::string& question, const std::string& answer) {
  if (!is_loaded_) load();
  add(question, answer);
  news_.emplace_back(question, answer);
}

void Memory::add(const std::string& question, std::string answer) {
  const auto [place, is_new] = answers_.insert_or_assign(question, std::move(answer));
  if (is_new) order_.push_back(place->first);
  if (order_.size() <= most_) return;
  answers_.erase(order_.front());
  order_.pop_front();
}

}  // namespace hotfix
