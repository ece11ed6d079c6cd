// SPDX-License-Identifier: MIT
#include "gate/landing/history/memory.h"

#include <sys/stat.h>

#include <exception>

#include "gate/landing/history/records.h"

namespace hotfix {

namespace {

// Tells this program from another build of it, which may judge otherwise.
std::uint64_t build_of_this_program() {
  struct stat status;
  if (stat("/proc/self/exe", &status) != 0) return 0;
  std::uint64_t build = 1;
  for (const auto part : {static_cast<std::uint64_t>(status.st_size),
                          static_cast<std::uint64_t>(status.st_mtim.tv_sec),
                          static_cast<std::uint64_t>(status.st_mtim.tv_nsec)}) {
    build = build * 1099511628211u + part;
  }
  return build;
}

}  // namespace

Memory::Memory(const Repository& repository)
    : file_(repository, "answers-v1", build_of_this_program()) {
  const auto bytes = build_of_this_program() == 0 ? std::nullopt : file_.read();
  if (bytes) load(*bytes);
}

Memory::~Memory() {
  try {
    if (has_news_) save();
  } catch (const std::exception&) {
    return;  // the next run finds out again
  }
}

void Memory::load(std::string_view bytes) {
  RecordReader reader(bytes);
  while (!reader.done() && reader.ok()) {
    const std::string question(reader.take_text());
    std::string answer(reader.take_text());
    if (reader.ok()) keep(question, std::move(answer));
  }
  has_news_ = false;
}

void Memory::save() const {
  RecordWriter bytes;
  for (const std::string& question : order_) {
    bytes.put_text(question);
    bytes.put_text(answers_.at(question));
  }
  file_.write(bytes.bytes());
}

const std::string* Memory::find(const std::string& question) const {
  const auto found = answers_.find(question);
  return found == answers_.end() ? nullptr : &found->second;
}

void Memory::keep(const std::string& question, std::string answer) {
  const auto [place, is_new] = answers_.insert_or_assign(question, std::move(answer));
  has_news_ = true;
  if (is_new) order_.push_back(place->first);
  if (order_.size() <= kMost) return;
  answers_.erase(order_.front());
  order_.pop_front();
}

}  // namespace hotfix
