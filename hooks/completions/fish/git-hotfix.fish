# SPDX-License-Identifier: MIT
# Completes git-hotfix. Made from its command line; a test fails while it is stale.

# fish takes what these print for words; nothing of it is evaluated.
function __git_hotfix_branches
    git for-each-ref --format='%(refname:strip=2)' refs/heads 2>/dev/null
    git for-each-ref --format='%(refname:strip=3)' refs/remotes 2>/dev/null | string match -v HEAD
end

function __git_hotfix_revisions
    git for-each-ref --format='%(refname:strip=2)' refs/heads refs/remotes refs/tags 2>/dev/null |
        string match -v '*/HEAD'
end

complete -c git-hotfix -f
set -l commands start announce history rollback finish
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -s h -l help -d 'print this help'
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -s V -l version -d 'print the version'
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -a start -d 'begin a hotfix: its branch at production\'s tip'
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -a announce -d 'print a message for the team\'s channel'
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -a history -d 'judge what was merged into production by today\'s policy'
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -a rollback -d 'take a hotfix back: the workflow\'s three options'
complete -c git-hotfix -n "not __fish_seen_subcommand_from $commands" -a finish -d 'delete its branches once it is everywhere'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -s h -l help -d 'print this help'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l severity -x -d 'P0 or P1'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l criterion -x -d 'what makes it that'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l issue -x -d 'what is broken, in a few words'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l impact -x -d 'who or what is affected'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l eta -x -d 'how long the fix will take'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l assigned -x -d 'who works on it'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l detected -x -d 'when it was noticed'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l worktree -d 'in a work tree of its own, beside this one'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l folder -x -a '(__fish_complete_directories)' -d 'the same, in this folder'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l fetch -d 'fetch production first, without asking'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l no-fetch -d 'begin at what is known of production'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -s n -l dry-run -d 'only show the commands'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -s y -l yes -d 'do not ask'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l production -x -a '(__git_hotfix_branches)' -d 'the production branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l development -x -a '(__git_hotfix_branches)' -d 'the development branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l policy -r -F -d 'go by this file, not by production\'s .hotfix.toml'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -l now -x -d 'as of this time (ISO 8601 in UTC, or seconds)'
complete -c git-hotfix -n "__fish_seen_subcommand_from start" -x
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -s h -l help -d 'print this help'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l severity -x -d 'P0 or P1'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l issue -x -d 'what is broken, in a few words'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l impact -x -d 'who or what is affected'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l eta -x -d 'how long the fix will take'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l assigned -x -d 'who works on it'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l next-update -x -d 'when the channel hears more'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -s n -l dry-run -d 'only show the commands'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -s y -l yes -d 'do not ask'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l production -x -a '(__git_hotfix_branches)' -d 'the production branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l development -x -a '(__git_hotfix_branches)' -d 'the development branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l policy -r -F -d 'go by this file, not by production\'s .hotfix.toml'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -l now -x -d 'as of this time (ISO 8601 in UTC, or seconds)'
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -x
complete -c git-hotfix -n "__fish_seen_subcommand_from announce" -x -a '(__git_hotfix_branches)'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -s h -l help -d 'print this help'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l last -x -d 'how many changes to go back (default: 50)'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l hotfixes -d 'only those that the policy calls a hotfix'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l all -d 'list every change that would have been refused'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l format -x -a 'text json markdown' -d 'how it is written (default: text)'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l color -x -a 'auto always never' -d 'colors in the text (default: auto, on a terminal)'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l production -x -a '(__git_hotfix_branches)' -d 'the production branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l development -x -a '(__git_hotfix_branches)' -d 'the development branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from history" -l policy -r -F -d 'go by this file, not by production\'s .hotfix.toml'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -s h -l help -d 'print this help'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l option -x -a '1 2 3' -d '1 the deployment before, 2 a revert, 3 another hotfix (default: explain them)'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l push -d 'with option 2: push the revert'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l reason -x -d 'with option 2: why, for the message'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l slug -x -d 'with option 3: the branch is hotfix/fix-SLUG'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l severity -x -d 'with option 3: P0 or P1, if not recorded'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l worktree -d 'with option 3: in a work tree of its own'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l fetch -d 'fetch production first, without asking'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l no-fetch -d 'go by what is known of production'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -s n -l dry-run -d 'only show the commands'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -s y -l yes -d 'do not ask'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l production -x -a '(__git_hotfix_branches)' -d 'the production branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l development -x -a '(__git_hotfix_branches)' -d 'the development branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l policy -r -F -d 'go by this file, not by production\'s .hotfix.toml'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -l now -x -d 'as of this time (ISO 8601 in UTC, or seconds)'
complete -c git-hotfix -n "__fish_seen_subcommand_from rollback" -x
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -s h -l help -d 'print this help'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -s n -l dry-run -d 'only show the commands'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -s y -l yes -d 'do not ask'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -l production -x -a '(__git_hotfix_branches)' -d 'the production branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -l development -x -a '(__git_hotfix_branches)' -d 'the development branch'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -l policy -r -F -d 'go by this file, not by production\'s .hotfix.toml'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -l now -x -d 'as of this time (ISO 8601 in UTC, or seconds)'
complete -c git-hotfix -n "__fish_seen_subcommand_from finish" -x
