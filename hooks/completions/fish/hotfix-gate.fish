# SPDX-License-Identifier: MIT
# Completes hotfix-gate. Made from its command line; a test fails while it is stale.

# fish takes what these print for words; nothing of it is evaluated.
function __hotfix_gate_branches
    git for-each-ref --format='%(refname:strip=2)' refs/heads 2>/dev/null
    git for-each-ref --format='%(refname:strip=3)' refs/remotes 2>/dev/null | string match -v HEAD
end

function __hotfix_gate_revisions
    git for-each-ref --format='%(refname:strip=2)' refs/heads refs/remotes refs/tags 2>/dev/null |
        string match -v '*/HEAD'
end

complete -c hotfix-gate -f
complete -c hotfix-gate -s h -l help -d 'print this help'
complete -c hotfix-gate -s V -l version -d 'print the version'
complete -c hotfix-gate -l event -x -a 'pull_request pull_request_target pull_request_review merge_group push schedule workflow_dispatch ledger' -d 'what happened (default: $GITHUB_EVENT_NAME)'
complete -c hotfix-gate -l payload -r -F -d 'the event\'s payload, JSON (default: $GITHUB_EVENT_PATH)'
complete -c hotfix-gate -l pr-json -r -F -d 'the pull request as it is now, JSON with the keys number,state,title,body,author,labels,isDraft,reviews,headRefOid,baseRefName,autoMergeRequest,url,commits'
complete -c hotfix-gate -l open-json -r -F -d 'the open pull requests into production, JSON list with the keys number,headRefOid: none may have the same head'
complete -c hotfix-gate -l base -x -a '(__hotfix_gate_branches)' -d 'the branch a pull request or merge group goes to'
complete -c hotfix-gate -l branch -x -a '(__hotfix_gate_branches)' -d 'the branch that is judged'
complete -c hotfix-gate -l fork -x -d 'the repository that the branch is in, where it is another one'
complete -c hotfix-gate -l head -x -a '(__hotfix_gate_revisions)' -d 'its tip: an id or a revision'
complete -c hotfix-gate -l before -x -a '(__hotfix_gate_revisions)' -d 'what a push or a merge group stands on'
complete -c hotfix-gate -l repo -x -a '(__fish_complete_directories)' -d 'the repository (default: the one around this folder)'
complete -c hotfix-gate -l production -x -a '(__hotfix_gate_branches)' -d 'the production branch'
complete -c hotfix-gate -l development -x -a '(__hotfix_gate_branches)' -d 'the development branch'
complete -c hotfix-gate -l policy -r -F -d 'judge by this file, not by production\'s .hotfix.toml'
complete -c hotfix-gate -l now -x -d 'judge as of this time (ISO 8601 in UTC, or seconds)'
complete -c hotfix-gate -l format -x -a 'text github markdown json sarif' -d 'what is printed (default: text; github where GITHUB_ACTIONS is set)'
complete -c hotfix-gate -l color -x -a 'auto always never' -d 'colors in the text (default: auto, on a terminal)'
complete -c hotfix-gate -l summary -r -F -d 'append Markdown here (default: $GITHUB_STEP_SUMMARY)'
complete -c hotfix-gate -l output -r -F -d 'append the step\'s outputs here (default: $GITHUB_OUTPUT)'
complete -c hotfix-gate -l json -r -F -d 'write the report as JSON into this file'
complete -c hotfix-gate -l sarif -r -F -d 'write the report as SARIF 2.1.0 into this file'
complete -c hotfix-gate -l comment -r -F -d 'write the report as Markdown for a comment into this file'
complete -c hotfix-gate -l html -r -F -d 'write the report as an HTML page of the ledger into this file'
complete -c hotfix-gate -l exit-zero -d 'exit with 0 whatever the verdict; a wrong option or a file that cannot be written still fails'
complete -c hotfix-gate -l branches -d 'print the names of production and development, a line each, and judge nothing'
complete -c hotfix-gate -l rules-url -x -d 'where the rules are explained; SARIF and Markdown link to it'
