// SPDX-License-Identifier: MIT
#include "ci/event/github_event.h"

#include "gate/base/error.h"
#include "gate/request/pull_request_fields.h"
#include "gate/request/strict_json.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::string_view kBranches = "refs/heads/";

const std::string kByOptions =
    "give the payload as the CI has it, or describe the event by options: hotfix-gate --event "
    "pull_request --base <target> --branch <name> --head <id>";

// `ledger` is our own: what a CI of another name asks for.
constexpr std::pair<std::string_view, Event::Kind> kEvents[] = {
    {"pull_request", Event::Kind::pull_request},
    {"pull_request_target", Event::Kind::pull_request},
    {"pull_request_review", Event::Kind::pull_request},
    {"merge_group", Event::Kind::merge_group},
    {"push", Event::Kind::push},
    {"schedule", Event::Kind::ledger},
    {"workflow_dispatch", Event::Kind::ledger},
    {"ledger", Event::Kind::ledger},
};

StrictJson read_payload(std::string_view payload) {
  return StrictJson::parse(payload, {"the payload", kByOptions, kPayloadLimit});
}

std::string short_branch(const StrictJson& ref) {
  const std::string name = ref.name();
  if (!name.starts_with(kBranches) || name.size() == kBranches.size())
    ref.reject("is not a branch");
  return name.substr(kBranches.size());
}

// GitHub writes only zeros for "nothing there".
std::string id_or_empty(const StrictJson& value) {
  const std::string id = value.id();
  return id.find_first_not_of('0') == std::string::npos ? std::string{} : id;
}

// A closed pull request can be opened again, and its check counts then: it is judged like an open
// one. Not every event says `merged`.
std::string why_settled(const StrictJson& pull_request) {
  const bool is_closed = pull_request.at("state").text() == "closed";
  return is_closed && pull_request.find("merged_at") ? kMerged : std::string{};
}

std::string fork_of(const StrictJson& repository, const StrictJson& base) {
  const std::string from = repository.at("full_name").name();
  const std::string to = base.at("repo").at("full_name").name();
  return lower(from) == lower(to) ? std::string{} : from;
}

std::optional<MergeSettings::SquashTitle> squash_title(const StrictJson& value) {
  const std::string name = value.text();
  if (name == "PR_TITLE") return MergeSettings::SquashTitle::pull_request;
  if (name == "COMMIT_OR_PR_TITLE") return MergeSettings::SquashTitle::commit_or_pull_request;
  return std::nullopt;
}

// The settings are where the token of the event may see them: with the target's repository, with
// the event's, or nowhere.
std::optional<StrictJson> setting(const StrictJson& payload, const std::string& key) {
  const auto in_base = payload.at("pull_request").at("base").at("repo").find(key);
  if (in_base) return in_base;
  const auto repository = payload.find("repository");
  return repository ? repository->find(key) : std::nullopt;
}

MergeSettings merge_settings(const StrictJson& payload) {
  MergeSettings settings;
  if (const auto allowed = setting(payload, "allow_squash_merge")) {
    settings.allows_squash = allowed->flag();
  }
  if (const auto title = setting(payload, "squash_merge_commit_title")) {
    settings.squash_title = squash_title(*title);
  }
  if (const auto automatic = payload.at("pull_request").find("auto_merge")) {
    read_auto_merge(settings, automatic->at("merge_method"), automatic->find("commit_title"));
  }
  return settings;
}

PullRequest pull_request_of(const StrictJson& payload) {
  const StrictJson json = payload.at("pull_request");
  PullRequest result;
  result.number = json.at("number").positive();
  result.head = json.at("head").at("sha").id();
  result.url = json.at("html_url").text();
  result.title = json.at("title").text();
  result.body = json.at("body").text_or_empty();
  const StrictJson user = json.at("user");
  if (!user.is_null()) result.author = user.at("login").text();
  result.author_known = true;
  result.labels = read_labels(json.at("labels"));
  if (const auto draft = json.find("draft")) result.draft = draft->flag();
  result.merging = merge_settings(payload);
  return result;
}

Event read_pull_request(const StrictJson& payload) {
  const StrictJson json = payload.at("pull_request");
  const StrictJson repository = json.at("head").at("repo");
  Event event;
  event.kind = Event::Kind::pull_request;
  event.nothing = why_settled(json);
  event.closed = event.nothing.empty() && json.at("state").text() == "closed";
  event.branch = json.at("head").at("ref").name();
  event.head = json.at("head").at("sha").id();
  event.target = json.at("base").at("ref").name();
  event.fork_is_gone = repository.is_null();
  if (event.nothing.empty() && !event.fork_is_gone)
    event.fork = fork_of(repository, json.at("base"));
  event.pull_request = pull_request_of(payload);
  return event;
}

// An action that is not known is judged too: that can only be too strict.
Event read_merge_group(const StrictJson& payload) {
  const StrictJson group = payload.at("merge_group");
  Event event;
  event.kind = Event::Kind::merge_group;
  if (payload.at("action").text() == "destroyed") event.nothing = "the merge group is gone";
  event.branch = short_branch(group.at("head_ref"));
  event.target = short_branch(group.at("base_ref"));
  event.head = group.at("head_sha").id();
  event.before = group.at("base_sha").id();
  return event;
}

Event read_push(const StrictJson& payload) {
  Event event;
  event.kind = Event::Kind::push;
  const StrictJson ref = payload.at("ref");
  if (ref.name().starts_with("refs/tags/")) {
    event.nothing = "a tag was pushed, not a branch";
    return event;
  }
  event.branch = short_branch(ref);
  event.head = id_or_empty(payload.at("after"));
  event.before = id_or_empty(payload.at("before"));
  return event;
}

// A schedule tells nothing that is needed, but what is there must not be damaged.
Event read_ledger(std::string_view payload) {
  if (!trim(payload).empty()) read_payload(payload);
  Event event;
  event.kind = Event::Kind::ledger;
  return event;
}

Event other(const std::string& name) {
  Event event;
  event.nothing = name + " is not an event that is judged";
  return event;
}

Event read(const std::string& name, std::string_view payload) {
  switch (kind_of_event(name)) {
    case Event::Kind::pull_request:
      return read_pull_request(read_payload(payload));
    case Event::Kind::merge_group:
      return read_merge_group(read_payload(payload));
    case Event::Kind::push:
      return read_push(read_payload(payload));
    case Event::Kind::ledger:
      return read_ledger(payload);
    case Event::Kind::other:
      break;
  }
  return other(name);
}

}  // namespace

Event::Kind kind_of_event(std::string_view name) {
  for (const auto& [known, kind] : kEvents) {
    if (known == name) return kind;
  }
  return Event::Kind::other;
}

std::vector<std::string> event_names() {
  std::vector<std::string> names;
  for (const auto& event : kEvents) names.emplace_back(event.first);
  return names;
}

Event read_github_event(const std::string& name, std::string_view payload) {
  if (name.empty()) throw Undecidable("it is not known which event this is", kByOptions);
  Event event = read(name, payload);
  event.name = name;
  return event;
}

}  // namespace hotfix
