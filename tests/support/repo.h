// SPDX-License-Identifier: MIT
// Repositories for tests, made by the real git in a folder of their own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hotfix {

using Arguments = std::vector<std::string>;

struct ProgramResult {
  int status = 0;  // exit status; 128 + signal when it was killed; 127 when it could not be started
  std::string out;
  std::string err;
};

// Runs argv[0] (found on PATH) in `cwd` (empty: here) and waits for it. `env` changes the inherited
// environment: "NAME=value" sets, "NAME" alone removes.
ProgramResult run_program(const Arguments& argv, const std::string& cwd = {},
                          const Arguments& env = {}, const std::string& input = {});

// The path of a program of this build: program("hotfix-lint").
std::string program(const std::string& name);

// `text` without white space at its end.
std::string trimmed(std::string text);

// A repository on an unborn branch `main`, in a temporary folder that goes with the object. Nothing
// of the machine's git configuration is seen: not by the programs it starts, and not by code of
// this process while the object is the newest one. Commits are dated 60 s apart from kEpoch, so
// that ids repeat. A scene that many tests start from is made by git once and copied: made_once().
class TestRepo {
 public:
  static constexpr std::int64_t kEpoch = 1'750'000'000;

  TestRepo();
  ~TestRepo();
  // What `original` is now, with its bare side and its clock, in a folder of its own.
  TestRepo(const TestRepo& original);
  TestRepo& operator=(const TestRepo&) = delete;

  const std::string& path() const { return path_; }  // the top of the work tree
  const std::string& root() const {
    return root_;
  }                       // the folder around it, for whatever a test adds
  Arguments env() const;  // what isolates a program, for run_program

  // Any program in the work tree, isolated as git is.
  ProgramResult exec(const Arguments& argv, const std::string& input = {}) const;
  ProgramResult sh(const std::string& script) const;  // sh -ec

  ProgramResult run(const Arguments& git_arguments, const std::string& input = {}) const;
  std::string git(const Arguments& arguments) const;  // REQUIREs status 0; trimmed stdout
  std::string id(const std::string& revision) const;  // the full id; REQUIREs that it exists

  void write(const std::string& file, const std::string& bytes) const;  // makes the folders too
  void remove(const std::string& file) const;

  // What is committed next is dated so: seconds since the epoch.
  void set_clock(std::int64_t time) { clock_ = time; }

  // Adds all there is and commits it, even when nothing changed; no hook is asked. The new id.
  std::string commit(const std::string& message);
  std::string commit(const std::string& message, const std::string& file, const std::string& bytes);

  void branch(const std::string& name,
              const std::string& start = "HEAD") const;  // stays where it is
  void switch_to(const std::string& name) const;
  void switch_new(const std::string& name, const std::string& start = "HEAD") const;

  // The path of a bare repository beside this one, its remote `origin`; made by the first call.
  const std::string& bare();

 private:
  struct Empty;
  friend void kars(TestRepo& repo);
  explicit TestRepo(std::string root);
  void take_over(const TestRepo& original);

  std::string root_, path_, bare_;
  std::int64_t clock_ = kEpoch;
};

// The one `Repo` of this process that serves as the original of copies:
//   Released repo = made_once<Released>();
// Its members must not hold paths.
template <class Repo>
const Repo& made_once() {
  static const Repo repo;
  return repo;
}

// The owner's shape: kars-prod with a small JavaScript service and a test; kars-dev two feature
// commits ahead; both pushed to `origin`; kars-prod checked out. `repo` is new; what is in it goes.
void kars(TestRepo& repo);

}  // namespace hotfix
