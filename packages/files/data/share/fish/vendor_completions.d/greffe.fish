# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_greffe_global_optspecs
    string join \n C/directory= lang= color= q/quiet h/help V/version
end

function __fish_greffe_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_greffe_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_greffe_using_subcommand
    set -l cmd (__fish_greffe_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c greffe -n "__fish_greffe_needs_command" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_needs_command" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_needs_command" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_needs_command" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_needs_command" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_needs_command" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "init" -d 'Pose un nouveau registre dans le dossier DIR, prêt pour son premier commit.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "new" -d 'Crée une fiche : demande ce que le schéma exige, ou le prend des options, et n’écrit qu’une fiche juste.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "advance" -d 'Fait entrer une fiche dans une phase : modifie son fichier sur place, et refuse ce que le cycle de vie refuse.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "event" -d 'Ajoute un événement à une fiche : modifie son fichier sur place, et refuse ce que le schéma refuse.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "rename" -d 'Change l’identifiant d’une fiche : déplace son fichier, retient l’ancien nom, et corrige tout ce qui la cite. Tout, ou rien.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "fmt" -d 'Remet les champs des fiches dans l’ordre du schéma, chacun avec ses commentaires ; ce que dit la fiche ne change jamais.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "import" -d 'Reprend un registre existant, avec son histoire.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "validate" -d 'Vérifie les fiches : chaque erreur, à sa place, avec le moyen de la corriger.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "review" -d 'Dit ce que fait une modification : aux fiches, aux chiffres, à ce qui a été publié.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "build" -d 'Met à jour l’index de l’histoire (chaque question le fait aussi, d’elle-même).'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "indicators" -d 'Donne les sept indicateurs par année, tels que connus à une date.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "history" -d 'Montre comment un chiffre a évolué à mesure que le registre l’apprenait.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "why" -d 'Montre les fiches qui font un chiffre, et le commit qui a établi chacune.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "published" -d 'Met chaque réalisation publiée à côté de ce que le registre en dit, à la parution et aujourd’hui.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "log" -d 'Raconte la vie d’une fiche : ses faits, leurs révisions, ses noms.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "diff" -d 'Dit ce qui a changé entre deux dates ou deux commits, dans les fiches et dans les chiffres.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "statement" -d 'Écrit les chiffres d’une année sous une forme que chacun peut recalculer.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "verify" -d 'Recalcule une déclaration de chiffres, et dit en quoi elle diffère.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "site" -d 'Écrit le registre et son histoire en pages à lire, dans un dossier.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "export" -d 'Écrit le registre et son histoire en tables, pour d’autres outils.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "schema" -d 'Présente les types de fiches de ce registre ou, pour l’un d’eux, les champs de ses fiches.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "rules" -d 'Liste les règles.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "rule" -d 'Explique une règle : ce qu’elle refuse, pourquoi, un exemple, comment corriger.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "hooks" -d 'Installe, retire ou montre les crochets git qui vérifient le registre.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "lsp" -d 'Aide un éditeur pendant la saisie des fiches (protocole LSP, sur l’entrée et la sortie standard) ; l’éditeur le lance lui-même.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "doctor" -d 'Dit si tout est en ordre pour travailler (git, clone, crochets, schéma, index), et que faire sinon.'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "completions" -d 'Écrit ce qu’il faut à un interpréteur de commandes pour compléter les commandes de Greffe (README, « Installer »).'
complete -c greffe -n "__fish_greffe_needs_command" -f -a "man" -d 'Écrit la page de manuel de Greffe ; avec --out, une page par commande.'
complete -c greffe -n "__fish_greffe_using_subcommand init" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand init" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand init" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand init" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand init" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand init" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand new" -l set -d 'Donne un champ : --set contact=equipe@exemple.gouv.fr. Un champ dans un autre se nomme avec un point (fast.promotion=3). Se répète.' -r
complete -c greffe -n "__fish_greffe_using_subcommand new" -l phase -d 'Première phase de la fiche.' -r
complete -c greffe -n "__fish_greffe_using_subcommand new" -l on -d 'Premier jour de cette phase (AAAA-MM-JJ, AAAA-MM ou AAAA).' -r
complete -c greffe -n "__fish_greffe_using_subcommand new" -l in -d 'Dossier de la fiche, si ce n’est pas celui que les autres fiches du même type indiquent.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand new" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand new" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand new" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand new" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand new" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand new" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand new" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand advance" -l on -d 'Premier jour de la phase (AAAA-MM-JJ, AAAA-MM ou AAAA), toujours à donner : Greffe ne devine aucune date. Si la fiche dit quand ses phases finissent, c’est aussi la fin de la précédente.' -r
complete -c greffe -n "__fish_greffe_using_subcommand advance" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand advance" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand advance" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand advance" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand advance" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand advance" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand advance" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand event" -l on -d 'Date de l’événement (AAAA-MM-JJ, AAAA-MM ou AAAA), toujours à donner : Greffe ne devine aucune date.' -r
complete -c greffe -n "__fish_greffe_using_subcommand event" -l cohort -d 'Année budgétaire au titre de laquelle il compte, si ce n’est pas celle de sa date.' -r
complete -c greffe -n "__fish_greffe_using_subcommand event" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand event" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand event" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand event" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand event" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand event" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand event" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand rename" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand rename" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand rename" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand rename" -l dry-run -d 'N’écrit rien, et dit ce qui se passerait.'
complete -c greffe -n "__fish_greffe_using_subcommand rename" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand rename" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand rename" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -l check -d 'N’écrit rien : nomme les fiches à remettre en ordre, et échoue s’il y en a.'
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -l diff -d 'N’écrit rien : montre ce qui changerait, et échoue s’il y a de quoi.'
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand fmt" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -f -a "beta-gouv" -d 'Reprend le registre de beta.gouv.fr : un commit pour un commit ; une seconde fois, seulement ce qui est nouveau.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -f -a "eig" -d 'Reprend un site des entrepreneurs d’intérêt général (listes dans « _data », ou pages sous « content »).'
complete -c greffe -n "__fish_greffe_using_subcommand import; and not __fish_seen_subcommand_from beta-gouv eig all" -f -a "all" -d 'Reprend plusieurs registres en un seul, dans l’ordre des dates de leurs commits ; sans source, tous ceux dont le registre se souvient.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l branch -d 'Branche à reprendre (à défaut celle du HEAD de la source, ou la seule qu’elle ait).' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l name -d 'Nom de la source dans les commits repris (à défaut celui de son dossier).' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l into -d 'Dossier du registre à écrire : nouveau, vide, ou celui d’un import précédent.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l mainline-second-parent -d 'Fusion à suivre par son second parent (peut être répété) : voir l’avertissement qui la nomme.' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l pseudonyms -d 'Ne dit des personnes qu’un pseudonyme (c’est le cas par défaut ; un pseudonyme n’est pas l’anonymat).'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l names -d 'Reprend aussi le nom des personnes.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l restart -d 'Récrit le registre depuis toutes les sources dont il se souvient : ses commits changent de nom.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -l dry-run -d 'N’écrit rien, et dit ce qui se passerait.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from beta-gouv" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l branch -d 'Branche à reprendre (à défaut celle du HEAD de la source, ou la seule qu’elle ait).' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l name -d 'Nom de la source dans les commits repris (à défaut celui de son dossier).' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l into -d 'Dossier du registre à écrire : nouveau, vide, ou celui d’un import précédent.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l mainline-second-parent -d 'Fusion à suivre par son second parent (peut être répété) : voir l’avertissement qui la nomme.' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l pseudonyms -d 'Ne dit des personnes qu’un pseudonyme (c’est le cas par défaut ; un pseudonyme n’est pas l’anonymat).'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l names -d 'Reprend aussi le nom des personnes.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l restart -d 'Récrit le registre depuis toutes les sources dont il se souvient : ses commits changent de nom.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -l dry-run -d 'N’écrit rien, et dit ce qui se passerait.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from eig" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l into -d 'Dossier du registre à écrire : nouveau, vide, ou celui d’un import précédent.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l mainline-second-parent -d 'Fusion à suivre par son second parent (peut être répété) : voir l’avertissement qui la nomme.' -r
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l pseudonyms -d 'Ne dit des personnes qu’un pseudonyme (c’est le cas par défaut ; un pseudonyme n’est pas l’anonymat).'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l names -d 'Reprend aussi le nom des personnes.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l restart -d 'Récrit le registre depuis toutes les sources dont il se souvient : ses commits changent de nom.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -l dry-run -d 'N’écrit rien, et dit ce qui se passerait.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand import; and __fish_seen_subcommand_from all" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l rev -d 'Vérifie ce commit, sans toucher au dossier de travail.' -r
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l baseline -d 'Ne montre que ce que ce commit n’avait pas déjà.' -r
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l base -d 'Juge aussi la modification : ce qu’elle retire du passé et les chiffres publiés qu’elle change, depuis ce commit (plus exactement depuis le dernier que les deux ont en commun).' -r
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l format -d 'Format : human, json, github, gitlab, sarif ou junit ; FORMAT=FICHIER l’écrit dans un fichier. Se répète.' -r
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l fail-on -d 'Gravité à partir de laquelle la commande échoue : error, warning, advice ou never (à défaut error).' -r -f -a "error\t''
warning\t''
advice\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand validate" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l staged -d 'Vérifie ce que le prochain commit change (les fichiers passés par « git add »), et ce qu’il casse ailleurs.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l index -d 'Vérifie tout ce que le prochain commit contiendra (l’index), plutôt que le dossier de travail.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l fix -d 'Corrige d’abord, sur place, ce qui se corrige sans risque ; le reste est montré.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -l dry-run -d 'Avec --fix : n’écrit rien, montre ce qui serait corrigé.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand validate" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand review" -l base -d 'Branche ou commit à qui la modification est destinée ; compte ce qui diffère depuis le dernier commit que les deux ont en commun.' -r
complete -c greffe -n "__fish_greffe_using_subcommand review" -l head -d 'Dernier commit de la modification (sinon le répertoire de travail).' -r
complete -c greffe -n "__fish_greffe_using_subcommand review" -l format -d 'Format : human, json ou markdown (pour un commentaire, jamais plus de 65 536 caractères).' -r -f -a "human\t''
json\t''
markdown\t''"
complete -c greffe -n "__fish_greffe_using_subcommand review" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand review" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand review" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand review" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand review" -l full -d 'Énumère tout, si long que ce soit.'
complete -c greffe -n "__fish_greffe_using_subcommand review" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand review" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand review" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand review" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand build" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand build" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand build" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand build" -l check -d 'Relit toute l’histoire et vérifie que l’index en est l’égal.'
complete -c greffe -n "__fish_greffe_using_subcommand build" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand build" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand build" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l indicator -d 'Indicateur, par son identifiant (produits-lances) ou son code (1.2).' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l year -d 'Année du chiffre.' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l from -d 'Première année à montrer.' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l to -d 'Dernière année à montrer.' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l method -d 'Manière de compter, par son identifiant (à défaut, la première de l’indicateur).' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l as-of -d 'Tel que connu ce jour-là (AAAA-MM-JJ, en entier, UTC), à cet instant (RFC 3339) ou à ce commit.' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l every -d 'Donne les chiffres tels que connus à la fin de chaque période : month (mois), quarter (trimestre) ou year (année), UTC.' -r -f -a "month\t''
quarter\t''
year\t''"
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l by -d 'Regroupe les chiffres par valeur d’un champ, ou d’un champ des fiches qu’il désigne (incubator, sponsors.type).' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l pap -d 'Présente les indicateurs comme le PAP de cette année, à côté de ce que le registre donne.' -r
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l format -d 'Format de la réponse : human (pour être lue), json, csv ou markdown.' -r -f -a "human\t''
json\t''
csv\t''
markdown\t''"
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -l validate -d 'Vérifie d’abord le registre, et s’arrête s’il contient des erreurs.'
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand indicators" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand history" -l year -d 'Année du chiffre.' -r
complete -c greffe -n "__fish_greffe_using_subcommand history" -l method -d 'Manière de compter, par son identifiant (à défaut, la première de l’indicateur).' -r
complete -c greffe -n "__fish_greffe_using_subcommand history" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand history" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand history" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand history" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand history" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand history" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand history" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand history" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand why" -l method -d 'Manière de compter, par son identifiant (à défaut, la première de l’indicateur).' -r
complete -c greffe -n "__fish_greffe_using_subcommand why" -l as-of -d 'Tel que connu ce jour-là (AAAA-MM-JJ, en entier, UTC), à cet instant (RFC 3339) ou à ce commit.' -r
complete -c greffe -n "__fish_greffe_using_subcommand why" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand why" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand why" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand why" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand why" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand why" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand why" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand why" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand why" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand published" -l year -d 'Année du chiffre.' -r
complete -c greffe -n "__fish_greffe_using_subcommand published" -l format -d 'Format de la réponse : human (pour être lue), json, csv ou markdown.' -r -f -a "human\t''
json\t''
csv\t''
markdown\t''"
complete -c greffe -n "__fish_greffe_using_subcommand published" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand published" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand published" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand published" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand published" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand published" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand published" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand log" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand log" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand log" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand log" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand log" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand log" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand log" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand diff" -l indicator -d 'Ne montre que cet indicateur et les faits qu’il compte ; peut être répété.' -r
complete -c greffe -n "__fish_greffe_using_subcommand diff" -l method -d 'Manière de compter, par son identifiant (sinon la première de chaque indicateur) ; ne montre que les faits qu’elle compte.' -r
complete -c greffe -n "__fish_greffe_using_subcommand diff" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand diff" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand diff" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand diff" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand diff" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand diff" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand diff" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand diff" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand statement" -l as-of -d 'Tel que connu ce jour-là (AAAA-MM-JJ, en entier, UTC), à cet instant (RFC 3339) ou à ce commit.' -r
complete -c greffe -n "__fish_greffe_using_subcommand statement" -l today -d 'Date à partir de laquelle une date est dans le futur (AAAA-MM-JJ) ; à défaut, celle du commit lu.' -r
complete -c greffe -n "__fish_greffe_using_subcommand statement" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand statement" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand statement" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand statement" -l include-planned -d 'Compte aussi ce qui n’est que prévu.'
complete -c greffe -n "__fish_greffe_using_subcommand statement" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand statement" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand statement" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand verify" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand verify" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand verify" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand verify" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand verify" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand verify" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand site" -l out -d 'Dossier où écrire : nouveau, vide, ou celui d’un site écrit auparavant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand site" -l url -d 'Adresse que le site aura (https://…), pour le flux et les moteurs de recherche.' -r
complete -c greffe -n "__fish_greffe_using_subcommand site" -l commit-url -d 'Adresse de la page d’un commit, avec « {commit} » à sa place ; sinon celle de la forge du dépôt « origin », si elle est connue.' -r
complete -c greffe -n "__fish_greffe_using_subcommand site" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand site" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand site" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand site" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand site" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand site" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand export" -l format -d 'Forme : csv (avec un datapackage.json), jsonl, parquet, ou sqlite.' -r -f -a "csv\t''
jsonl\t''
parquet\t''
sqlite\t''"
complete -c greffe -n "__fish_greffe_using_subcommand export" -l out -d 'Où écrire : un dossier ; pour sqlite, un fichier. Nouveau, vide, ou d’un export précédent.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand export" -l as-of -d 'Seulement ce qui était connu à la fin de ce jour (UTC), à cet instant, ou à ce commit.' -r
complete -c greffe -n "__fish_greffe_using_subcommand export" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand export" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand export" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand export" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand export" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand export" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand schema" -l format -d 'Format de la réponse : human (pour être lue) ou json (le schéma tel qu’il est).' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand schema" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand schema" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand schema" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand schema" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand schema" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand schema" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand rules" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand rules" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand rules" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand rules" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand rules" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand rules" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand rule" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand rule" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand rule" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand rule" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand rule" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand rule" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -f -a "install" -d 'Installe les crochets : avant chaque commit et chaque envoi (sur un serveur, à chaque réception).'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -f -a "uninstall" -d 'Retire les crochets de Greffe, et eux seuls.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -f -a "status" -d 'Dit, pour chaque crochet, s’il est installé.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and not __fish_seen_subcommand_from install uninstall status run" -f -a "run" -d 'Fait le travail d’un crochet, comme git l’appelle.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from install" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from install" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from install" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from install" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from install" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from install" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from uninstall" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from uninstall" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from uninstall" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from uninstall" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from uninstall" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from uninstall" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from status" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from status" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from status" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from status" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from status" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from status" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from run" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from run" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from run" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from run" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from run" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand hooks; and __fish_seen_subcommand_from run" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -l stdio -d 'Ce que la plupart des éditeurs ajoutent d’eux-mêmes : Greffe ne parle pas autrement.'
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand lsp" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -l format -d 'Format de la réponse : human (pour être lue) ou json.' -r -f -a "human\t''
json\t''"
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand doctor" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand completions" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand completions" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand completions" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand completions" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand completions" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand completions" -s V -l version -d 'Affiche la version.'
complete -c greffe -n "__fish_greffe_using_subcommand man" -l out -d 'Dossier où écrire les pages (greffe.1, greffe-validate.1…).' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand man" -s C -l directory -d 'Travaille dans le dossier DIR plutôt que dans le dossier courant.' -r -F
complete -c greffe -n "__fish_greffe_using_subcommand man" -l lang -d 'Langue des messages : fr ou en (à défaut, celle du système, sinon le français).' -r -f -a "fr\t''
en\t''"
complete -c greffe -n "__fish_greffe_using_subcommand man" -l color -d 'Couleurs : auto (sur un terminal), always (toujours), never (jamais).' -r -f -a "auto\t''
always\t''
never\t''"
complete -c greffe -n "__fish_greffe_using_subcommand man" -s q -l quiet -d 'N’affiche que la réponse, sans remarque ni progression.'
complete -c greffe -n "__fish_greffe_using_subcommand man" -s h -l help -d 'Affiche cette aide.'
complete -c greffe -n "__fish_greffe_using_subcommand man" -s V -l version -d 'Affiche la version.'
