# SPDX-License-Identifier: MIT
# The scenes that the pages of the documentation start from, and the words of their preparation.
# Sourced in the home folder of a throw-away world where kars is a clone of git@example.com:kars.git.

# Each command and each commit comes a minute later than the one before, so that ids repeat.
tick() {
  GIT_COMMITTER_DATE="$((${GIT_COMMITTER_DATE%% *} + 60)) +0000"
  GIT_AUTHOR_DATE=$GIT_COMMITTER_DATE
  export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
}

# As one who has no hooks would.
commit() {
  tick
  git add -A && git commit -q --no-verify -m "$@"
}

# What a merge button does, or a colleague.
push_unseen() { git push -q --no-verify "$@"; }

lines() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) print "step(" i ");" }'; }

fix_login() { sed -i 's/if (user\.password/if (!user || user.password/' src/login.js; }

test_login() {
  cat >>tests/login.test.js <<'JS'

test('a missing user is refused', () => {
  expect(login(undefined, 'any')).toBeNull();
});
JS
}

# ~/pr.json: what `gh pr view --json ...` says of a pull request of BRANCH, with all in place.
pull_request() {
  cat >~/pr.json <<JSON
{
  "number": 42,
  "title": "$(git log -1 --format=%s "$1")",
  "url": "https://github.com/kars/kars/pull/42",
  "state": "OPEN",
  "isDraft": false,
  "baseRefName": "kars-prod",
  "headRefOid": "$(git rev-parse "$1")",
  "author": { "login": "kim", "is_bot": false },
  "labels": [{ "name": "P0" }],
  "autoMergeRequest": null,
  "body": "## Severity\n\nP0: Authentication system failure\n\n## Issue\n\n#311\n\n## Impact\n\n- Users affected: all\n- Data at risk: none\n- Workarounds: none\n\n## Root cause\n\nA missing user is read before it is checked.\n\n## Rollback plan\n\ngit revert of the squash commit on kars-prod\n\n## Database backup\n\nkars-2025-06-15T1450Z.dump\n",
  "reviews": [
    {
      "author": { "login": "grace" },
      "state": "APPROVED",
      "submittedAt": "2025-06-15T15:30:00Z",
      "commit": { "oid": "$(git rev-parse "$1")" }
    }
  ]
}
JSON
}

empty() { rm -rf kars origin.git; }

unhooked() { cd kars || return; }

kars() { unhooked && hotfix-lint install; }

hotfix() {
  kars && git switch -q --no-track -c hotfix/missing-user origin/kars-prod &&
    fix_login && test_login && commit 'hotfix: refuse a missing user'
}

pull-request() { hotfix && push_unseen origin hotfix/missing-user && pull_request hotfix/missing-user; }

merged() {
  pull-request && git switch -q kars-prod && git merge -q --squash hotfix/missing-user &&
    commit 'hotfix: refuse a missing user (#42)' && push_unseen origin kars-prod &&
    git fetch -q origin
}
