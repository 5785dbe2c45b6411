/**
 * What a text says in a language for which the sentences are not known: a word for the thing and, near it, a word for what is wrong with it.
 *
 * Asked only where no sentence or code of the other rules stands in the text.
 */
import type { Cause } from '../cause.ts';
import type { Rule, Weight } from '../rule.ts';

/** English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Czech, Swedish, Turkish, Russian, Chinese, Japanese, Korean. */
const stems = {
  certificate:
    'certificat\\w*|zertifikat\\w*|certificado\\w*|certificaat|certyfikat\\w*|certifik[aá]t\\w*|sertifika\\w*|сертификат\\p{L}*|证书|憑證|証明書|인증서',
  connection:
    'connection|connexion|verbindung\\w*|conexi[oó]n|connessione|conex[aã]o|liga[cç][aã]o|verbinding|połączeni\\p{L}*|připojen\\p{L}*|anslutning\\w*|bağlant\\p{L}*|соединени\\p{L}*|подключ\\p{L}*|连接|連線|連接|接続|연결',
  signIn:
    'authenti\\w*|authentifi\\w*|anmeld\\w*|autentic\\w*|aut[eé]ntic\\p{L}*|verificatie|uwierzytelni\\p{L}*|ověřen\\p{L}*|autentiser\\w*|inloggning\\w*|kimlik doğrulama\\p{L}*|аутентификац\\p{L}*|авторизац\\p{L}*|проверк\\p{L}* подлинности|身份验证|身份驗證|认证|認證|認証|인증(?!서)',
  password:
    'password|passwor[dt]|kennwort|mot de passe|contraseña|senha|palavra-passe|wachtwoord|hasł\\p{L}*|hesl\\p{L}*|lösenord\\w*|parola|şifre|парол\\p{L}*|密码|密碼|パスワード|비밀번호',
  recipient:
    'recipients?|empfänger\\w*|destinatair\\w*|destinatari\\w*|destinat[aá]ri\\p{L}*|ontvanger\\w*|odbiorc\\p{L}*|příjemc\\p{L}*|mottagar\\w*|alıcı\\p{L}*|получател\\p{L}*|收件人|收件者|宛先|受信者|받는 ?사람|수신자',
  mailbox:
    'mailbox|inbox|postfach|bo[iî]te (?:aux lettres|de r[eé]ception|du destinataire)?|buz[oó]n|casella|caixa (?:postal|de (?:correio|entrada))|postvak|skrzynk\\p{L}*|schránk\\p{L}*|brevlåd\\w*|posta kutusu\\p{L}*|(?:почтов\\p{L}* )?ящик\\p{L}*|邮箱|郵箱|信箱|メールボックス|사서함',
  name: "host ?name|(?:smtp|mail) (?:host|server)|host|server|serveur|servidor|servernam\\w*|serwer\\p{L}*|сервер\\p{L}*|узел|узла|имя|имени|nom d'hôte|nombre|nome|主机|主機|服务器|伺服器|サーバー?|ホスト|서버|호스트",
  notFound:
    'not found|does not exist|(?:could|can) ?not be found|nicht (?:gefunden|auflös\\w*|aufgelöst)|unbekannt|introuvable|inconnue?|pas (?:été |pu être )?(?:trouv\\w*|résolu)|no (?:se )?(?:encontr\\w*|puede resolver)|desconocid\\w*|non (?:trovat\\w*|risolt\\w*)|sconosciut\\w*|não (?:encontrad\\w*|foi encontrad\\w*|resolvid\\w*)|desconhecid\\w*|niet gevonden|onbekend|nie znaleziono|nieznan\\p{L}*|nenalezen\\p{L}*|neznám\\p{L}*|hittades inte|okänd|bulunamadı|bilinmiyor|не найден\\p{L}*|неизвест\\p{L}*|не удалось (?:найти|разрешить)|找不到|未找到|无法解析|無法解析|見つかり?ません|不明|찾을 수 없',
  invalid:
    "invalid|untrusted|not trusted|expired|not valid|mismatch|ungültig|abgelaufen|nicht vertrau\\w*|nicht (?:überprüft|verifiziert)|invalide|non (?:valide|valido|fiable|approuvé|attendibile|verificad\\w*)|expiré|n'est pas (?:valide|approuvé|fiable)|no (?:es )?(?:v[aá]lid\\w*|de confianza|confiable)|caducad\\w*|inv[aá]lid\\w*|scadut\\w*|não (?:é )?(?:confiável|válid\\w*|verificad\\w*)|expirad\\w*|ongeldig|verlopen|niet vertrouwd|nieprawidłow\\p{L}*|wygas\\p{L}*|niezaufan\\p{L}*|neplatn\\p{L}*|ogiltig\\w*|geçersiz|güvenilir değil|недействител\\p{L}*|не доверен\\p{L}*|ненадежн\\p{L}*|ненадёжн\\p{L}*|неверн\\p{L}*|ист[её]к\\p{L}*|просрочен\\p{L}*|无效|無效|不受信任|不可信|过期|過期|验证失败|無効|信頼でき|期限切れ|잘못|유효하지|만료|신뢰할 수 없",
  refused:
    'refused|rejected|verweigert|abgelehnt|refusée?|rehusad\\w*|rechazad\\w*|denegad\\w*|rifiutat\\w*|recusad\\w*|geweigerd|odrzucon\\p{L}*|odmítnut\\p{L}*|nekades|reddedildi|отклонен\\p{L}*|отказано|拒绝|拒絕|拒否|거부',
  failed:
    'fail\\w*|wrong|incorrect|denied|rejected|refused|invalid|unsuccessful|error|fehlgeschlagen|fehler\\w*|falsch|échou\\p{L}*|échec|incorrect\\w*|erron\\w*|fallid\\w*|fall[oó]|fallit\\w*|errat\\w*|non riuscit\\w*|falhou|falha|incorret\\w*|mislukt|onjuist|nie powiodł\\p{L}*|niepoprawn\\p{L}*|błęd\\p{L}*|selhal\\p{L}*|nesprávn\\p{L}*|misslyckades|felaktig\\w*|başarısız|yanlış|hatalı|не удал\\p{L}*|неудач\\p{L}*|не выполнен\\p{L}*|ошибк\\p{L}*|неправильн\\p{L}*|неверн\\p{L}*|失败|失敗|错误|錯誤|不正确|エラー|誤り|正しくありません|실패|오류|올바르지',
  wrong:
    'wrong|incorrect\\w*|invalid|falsch\\w*|ungültig|erron\\w*|invalide|inválid\\w*|errat\\w*|incorret\\w*|onjuist|ongeldig|niepoprawn\\p{L}*|nieprawidłow\\p{L}*|nesprávn\\p{L}*|felaktig\\w*|yanlış|hatalı|неправильн\\p{L}*|неверн\\p{L}*|不正确|错误|錯誤|誤り|正しくありません|올바르지',
  over: 'timed? ?out|elapsed|zeitüberschreitung|délai|agotado|tiempo|scadut\\w*|tempo|esgotad\\w*|time-?out|przekroczono|vypršel|aşımı|превышен\\p{L}*|истекло|超时|超時|逾時|タイムアウト|초과',
  full: 'voll|überschritten|plein\\w*|saturée?|llen\\w*|pien\\w*|chei\\w*|lotad\\w*|vol|pełn\\p{L}*|pln\\p{L}*|full|dolu|переполнен\\p{L}*|已满|已滿|满了|いっぱい|꽉',
} as const;

type Stem = keyof typeof stems;

/** Characters between the one and the other. */
const between = 60;

function near(cause: Cause, weight: Weight, thing: Stem, wrong: Stem): Rule {
  const [a, b] = [stems[thing], stems[wrong]];
  const begin = String.raw`(?<!\p{L})`;
  const pattern = new RegExp(
    `${begin}(?:${a})[^.。]{0,${between}}?(?:${b})|${begin}(?:${b})[^.。]{0,${between}}?(?:${a})`,
    'iu',
  );
  return { cause, weight, pattern };
}

export const stemRules: readonly Rule[] = [
  near('tls-certificate-untrusted', 'symptom', 'certificate', 'invalid'),
  near('tls-certificate-untrusted', 'vague', 'certificate', 'failed'),
  near('dns-failure', 'symptom', 'name', 'notFound'),
  near('connection-refused', 'symptom', 'connection', 'refused'),
  near('connection-timeout', 'symptom', 'connection', 'over'),
  near('connection-timeout', 'faint', 'connection', 'failed'),
  near('invalid-recipient', 'symptom', 'recipient', 'notFound'),
  near('invalid-recipient', 'vague', 'recipient', 'invalid'),
  near('recipient-mailbox-full', 'symptom', 'mailbox', 'full'),
  near('auth-failed-unspecified', 'vague', 'signIn', 'failed'),
  near('auth-failed-unspecified', 'vague', 'password', 'wrong'),
];
