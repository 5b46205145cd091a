_hookspect() {
    local i cur prev opts cmd
    COMPREPLY=()
    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
        cur="$2"
    else
        cur="${COMP_WORDS[COMP_CWORD]}"
    fi
    prev="$3"
    cmd=""
    opts=""

    for i in "${COMP_WORDS[@]:0:COMP_CWORD}"
    do
        case "${cmd},${i}" in
            ",$1")
                cmd="hookspect"
                ;;
            hookspect,check)
                cmd="hookspect__subcmd__validate"
                ;;
            hookspect,completions)
                cmd="hookspect__subcmd__completions"
                ;;
            hookspect,describe)
                cmd="hookspect__subcmd__describe"
                ;;
            hookspect,detect)
                cmd="hookspect__subcmd__detect"
                ;;
            hookspect,diff)
                cmd="hookspect__subcmd__diff"
                ;;
            hookspect,drift)
                cmd="hookspect__subcmd__drift"
                ;;
            hookspect,events)
                cmd="hookspect__subcmd__events"
                ;;
            hookspect,explain)
                cmd="hookspect__subcmd__explain"
                ;;
            hookspect,help)
                cmd="hookspect__subcmd__help"
                ;;
            hookspect,init)
                cmd="hookspect__subcmd__init"
                ;;
            hookspect,inspect)
                cmd="hookspect__subcmd__inspect"
                ;;
            hookspect,learn)
                cmd="hookspect__subcmd__learn"
                ;;
            hookspect,man)
                cmd="hookspect__subcmd__man"
                ;;
            hookspect,merge)
                cmd="hookspect__subcmd__merge"
                ;;
            hookspect,normalize)
                cmd="hookspect__subcmd__normalize"
                ;;
            hookspect,pack)
                cmd="hookspect__subcmd__pack"
                ;;
            hookspect,redact)
                cmd="hookspect__subcmd__redact"
                ;;
            hookspect,sample)
                cmd="hookspect__subcmd__sample"
                ;;
            hookspect,schema)
                cmd="hookspect__subcmd__schema"
                ;;
            hookspect,summary)
                cmd="hookspect__subcmd__summary"
                ;;
            hookspect,unwrap)
                cmd="hookspect__subcmd__unwrap"
                ;;
            hookspect,validate)
                cmd="hookspect__subcmd__validate"
                ;;
            hookspect,verify)
                cmd="hookspect__subcmd__verify"
                ;;
            hookspect__subcmd__pack,check)
                cmd="hookspect__subcmd__pack__subcmd__check"
                ;;
            hookspect__subcmd__pack,import)
                cmd="hookspect__subcmd__pack__subcmd__import"
                ;;
            hookspect__subcmd__pack,list)
                cmd="hookspect__subcmd__pack__subcmd__list"
                ;;
            *)
                ;;
        esac
    done

    case "${cmd}" in
        hookspect)
            opts="-F -j -f -o -v -q -h -V --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --expect --strict --max-findings --fail-on --exit-zero --baseline --write-baseline --rules --allow-unused --dump-config --show-secrets --mask --format --output --columns --verbose --quiet --stats --full --raw --config --isolated --pack --color --help --version inspect detect validate check summary diff normalize unwrap verify redact learn drift merge events describe schema sample pack explain init completions man help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 1 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --expect)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --max-findings)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning never" -- "${cur}"))
                    return 0
                    ;;
                --baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --write-baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --rules)
                    COMPREPLY=($(compgen -W "privacy" -- "${cur}"))
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -o)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__completions)
            opts="-h --config --isolated --pack --color --help bash elvish fish powershell zsh"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__describe)
            opts="-f -h --format --config --isolated --pack --color --help firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__detect)
            opts="-F -j -f -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --format --quiet --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human line csv tsv json ndjson" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human line csv tsv json ndjson" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__diff)
            opts="-f -h --against --all --ignore --only --status --rule --since --until --where --keys-only --normalized --exact --no-unwrap --at --max-held --raw --format --provider --event --show-secrets --mask --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --against)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --ignore)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-held)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human side-by-side markdown json json-patch" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human side-by-side markdown json json-patch" -- "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__drift)
            opts="-F -j -f -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --against --from --to --propose --accept --output --format --group-by --partial --quiet --show-secrets --mask --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --against)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --from)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --to)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --accept)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json ndjson markdown sarif github" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human json ndjson markdown sarif github" -- "${cur}"))
                    return 0
                    ;;
                --group-by)
                    COMPREPLY=($(compgen -W "event day source version" -- "${cur}"))
                    return 0
                    ;;
                --partial)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__events)
            opts="-f -h --format --config --isolated --pack --color --help firstpromoter uppromote"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human json" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__explain)
            opts="-h --config --isolated --pack --color --help unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__help)
            opts="-h --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__init)
            opts="-h --print --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__inspect)
            opts="-F -j -f -o -v -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --expect --strict --max-findings --fail-on --exit-zero --baseline --write-baseline --rules --allow-unused --dump-config --show-secrets --mask --format --output --columns --verbose --quiet --stats --full --raw --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --expect)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --max-findings)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning never" -- "${cur}"))
                    return 0
                    ;;
                --baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --write-baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --rules)
                    COMPREPLY=($(compgen -W "privacy" -- "${cur}"))
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -o)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__learn)
            opts="-F -j -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --output --by --partial --quiet --holdout --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --by)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --partial)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --holdout)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__man)
            opts="-h --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__merge)
            opts="-f -q -h --format --group-by --provider --output --by --partial --quiet --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --format)
                    COMPREPLY=($(compgen -W "human json ndjson markdown sarif github csv tsv" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human json ndjson markdown sarif github csv tsv" -- "${cur}"))
                    return 0
                    ;;
                --group-by)
                    COMPREPLY=($(compgen -W "event day source version" -- "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --by)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --partial)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__normalize)
            opts="-F -j -f -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --format --table --pretty --columns --only-valid --payload --compact --canonical --sort-keys --quiet --show-secrets --mask --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "ndjson pretty csv tsv" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "ndjson pretty csv tsv" -- "${cur}"))
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --payload)
                    COMPREPLY=($(compgen -W "compact pretty canonical" -- "${cur}"))
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__pack)
            opts="-h --config --isolated --pack --color --help import check list"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__pack__subcmd__check)
            opts="-h --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__pack__subcmd__import)
            opts="-h --output --force --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__pack__subcmd__list)
            opts="-h --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 3 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__redact)
            opts="-F -j -f -o -v -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --check --key-file --output-dir --in-place --financial --free-text --sign --secret-env --secret-file --expect --strict --max-findings --fail-on --exit-zero --baseline --write-baseline --rules --allow-unused --format --output --columns --verbose --quiet --stats --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --key-file)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --output-dir)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --free-text)
                    COMPREPLY=($(compgen -W "drop keep mask" -- "${cur}"))
                    return 0
                    ;;
                --secret-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --secret-file)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --expect)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --max-findings)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning never" -- "${cur}"))
                    return 0
                    ;;
                --baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --write-baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --rules)
                    COMPREPLY=($(compgen -W "privacy" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -o)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__sample)
            opts="-n -q -h --count --seed --mutate --sequence --as --quiet --signature --secret-env --secret-file --header --url --sent-at --config --isolated --pack --color --help firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --count)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -n)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --seed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --mutate)
                    COMPREPLY=($(compgen -W "missing-field wrong-type unexpected-null wrong-format unknown-field unknown-value unsafe-number duplicate-key inconsistent unknown-event absent-field test-delivery nonstandard-name unidentified unreadable byte-order-mark lone-surrogate deep-nesting reserialised" -- "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "curl http har ndjson" -- "${cur}"))
                    return 0
                    ;;
                --signature)
                    COMPREPLY=($(compgen -W "valid stale none wrong old kept" -- "${cur}"))
                    return 0
                    ;;
                --secret-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --secret-file)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --header)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --url)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sent-at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__schema)
            opts="-h --all --output-dir --force --open-enums --config --isolated --pack --color --help config normalized firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --output-dir)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__summary)
            opts="-F -j -f -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --format --partial --quiet --show-secrets --mask --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json csv tsv" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human json csv tsv" -- "${cur}"))
                    return 0
                    ;;
                --partial)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__unwrap)
            opts="-F -j -f -v -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --format --output-dir --verbose --quiet --show-secrets --mask --signature --secret-env --secret-file --header --url --sent-at --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "body json ndjson" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "body json ndjson" -- "${cur}"))
                    return 0
                    ;;
                --output-dir)
                    COMPREPLY=()
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o plusdirs
                    fi
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --signature)
                    COMPREPLY=($(compgen -W "valid stale none wrong old kept" -- "${cur}"))
                    return 0
                    ;;
                --secret-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --secret-file)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --header)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --url)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sent-at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__validate)
            opts="-F -j -f -o -v -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --expect --strict --max-findings --fail-on --exit-zero --baseline --write-baseline --rules --allow-unused --dump-config --show-secrets --mask --format --output --columns --verbose --quiet --stats --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --expect)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --max-findings)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --fail-on)
                    COMPREPLY=($(compgen -W "error warning never" -- "${cur}"))
                    return 0
                    ;;
                --baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --write-baseline)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --rules)
                    COMPREPLY=($(compgen -W "privacy" -- "${cur}"))
                    return 0
                    ;;
                --mask)
                    COMPREPLY=($(compgen -W "secrets personal" -- "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human line csv tsv concise json ndjson sarif junit github gitlab" -- "${cur}"))
                    return 0
                    ;;
                --output)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                -o)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --columns)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
        hookspect__subcmd__verify)
            opts="-F -j -f -q -h --files-from --hidden --follow --allow-empty --jobs --max-decompressed --no-unwrap --as --at --only --status --rule --since --until --where --sort --max-sorted --provider --event --secret-env --secret-file --header --sign --strict --format --quiet --config --isolated --pack --color --help"
            if [[ ${cur} == -* || ${COMP_CWORD} -eq 2 ]] ; then
                COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
                return 0
            fi
            case "${prev}" in
                --files-from)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --jobs)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                -j)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --max-decompressed)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --as)
                    COMPREPLY=($(compgen -W "aws-activemq aws-apigw-v1 aws-apigw-v2 aws-awslogs aws-cloudwatch aws-eventbridge aws-firehose aws-kinesis aws-msk aws-rabbitmq aws-sns aws-sqs azure-event-grid beeceptor bruno cloudevents cloudflare-tail convoy csv curl datadog debezium delivery-log delivery-record docker envelope event-stream form gcp-log gcp-pubsub har hookdeck hoppscotch hoverfly http http-file http-headers httpbin insomnia journald json5 kafka kafka-connect laravel-telescope log-line mockserver mountebank multipart n8n newman ngrok nock pact pipedream postman requestbin sentry smee stern svix-message svix-play svix-relay tsv vcr vercel webhook-calls webhook-tester webhook.site wiremock yaml" -- "${cur}"))
                    return 0
                    ;;
                --at)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --only)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --status)
                    COMPREPLY=($(compgen -W "valid invalid unknown unreadable" -- "${cur}"))
                    return 0
                    ;;
                --rule)
                    COMPREPLY=($(compgen -W "unreadable broken-capture no-request unidentified unexpected-event broken-expectation missing-field wrong-type unexpected-null wrong-format real-email real-phone real-ip real-card real-iban live-token jwt person-in-key person-in-name high-entropy unknown-event unknown-field unknown-value unsafe-number duplicate-key inconsistent doubtful-capture loose-syntax unused-entry ambiguous-event nonstandard-name undocumented-data thin-evidence absent-field test-delivery empty-body" -- "${cur}"))
                    return 0
                    ;;
                --since)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --until)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --where)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --sort)
                    COMPREPLY=($(compgen -W "time" -- "${cur}"))
                    return 0
                    ;;
                --max-sorted)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --provider)
                    COMPREPLY=($(compgen -W "firstpromoter uppromote" -- "${cur}"))
                    return 0
                    ;;
                --event)
                    COMPREPLY=($(compgen -W "firstpromoter/lead_signup firstpromoter/lead_becomes_referral firstpromoter/new_customer firstpromoter/lead_cancelled firstpromoter/promoter_signed_up firstpromoter/promoter_accepted firstpromoter/reward_created firstpromoter/fulfilment_pending firstpromoter/lead_subscribed firstpromoter/promoter.created firstpromoter/promoter.updated firstpromoter/promoter.deleted firstpromoter/promoter.profile.updated firstpromoter/promoter.balance.updated firstpromoter/promoter_campaign.created firstpromoter/promoter_campaign.updated firstpromoter/promoter_campaign.deleted firstpromoter/promoter_campaign.accepted firstpromoter/promoter_campaign.pending firstpromoter/promoter_campaign.rejected firstpromoter/promoter_campaign.blocked firstpromoter/promoter_campaign.inactive firstpromoter/referral.created firstpromoter/referral.updated firstpromoter/referral.deleted firstpromoter/referral.converted firstpromoter/referral.cancelled firstpromoter/referral.moved firstpromoter/commission.created firstpromoter/commission.updated firstpromoter/commission.deleted firstpromoter/commission.approved firstpromoter/commission.pending firstpromoter/commission.denied firstpromoter/payout.created firstpromoter/payout.updated firstpromoter/payout.deleted firstpromoter/payout.pending firstpromoter/payout.processing firstpromoter/payout.completed firstpromoter/payout.failed firstpromoter/payout.cancelled firstpromoter/payout.commissions.added firstpromoter/payout.commissions.removed firstpromoter/payout.commissions.created firstpromoter/payout.commissions.updated firstpromoter/payout.commissions.deleted firstpromoter/payout_method.created firstpromoter/payout_method.updated firstpromoter/payout_method.deleted firstpromoter/payments_batch.created firstpromoter/payments_batch.updated firstpromoter/payments_batch.deleted firstpromoter/payments_batch.initiated firstpromoter/payments_batch.processing firstpromoter/payments_batch.completed firstpromoter/payments_batch.failed firstpromoter/contract_document.signed uppromote/referral.new uppromote/referral.approved uppromote/referral.denied uppromote/referral.status-changed uppromote/affiliate.new uppromote/affiliate.approved uppromote/affiliate.inactive uppromote/affiliate.status-changed uppromote/payment.paid" -- "${cur}"))
                    return 0
                    ;;
                --secret-env)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --secret-file)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --header)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --format)
                    COMPREPLY=($(compgen -W "human json ndjson" -- "${cur}"))
                    return 0
                    ;;
                -f)
                    COMPREPLY=($(compgen -W "human json ndjson" -- "${cur}"))
                    return 0
                    ;;
                --config)
                    local oldifs
                    if [ -n "${IFS+x}" ]; then
                        oldifs="$IFS"
                    fi
                    IFS=$'\n'
                    COMPREPLY=($(compgen -f "${cur}"))
                    if [ -n "${oldifs+x}" ]; then
                        IFS="$oldifs"
                    fi
                    if [[ "${BASH_VERSINFO[0]}" -ge 4 ]]; then
                        compopt -o filenames
                    fi
                    return 0
                    ;;
                --pack)
                    COMPREPLY=($(compgen -f "${cur}"))
                    return 0
                    ;;
                --color)
                    COMPREPLY=($(compgen -W "auto always never" -- "${cur}"))
                    return 0
                    ;;
                *)
                    COMPREPLY=()
                    ;;
            esac
            COMPREPLY=( $(compgen -W "${opts}" -- "${cur}") )
            return 0
            ;;
    esac
}

if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _hookspect -o nosort -o bashdefault -o default hookspect
else
    complete -F _hookspect -o bashdefault -o default hookspect
fi
