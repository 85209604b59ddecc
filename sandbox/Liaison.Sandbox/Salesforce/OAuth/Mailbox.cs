using System.Collections.Concurrent;
using System.Globalization;
using Liaison.Sandbox.Shared;

namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>The e-mails that the organisation sends to its users: verification codes. Each is good once.</summary>
public sealed class Mailbox(Dice dice)
{
    private readonly ConcurrentDictionary<string, Mail> latest = new(StringComparer.Ordinal);

    public IReadOnlyList<Mail> All => [.. latest.Values];

    public void SendCode(string user, string address) =>
        latest[user] = new Mail(address, "Verify your identity in Salesforce", dice.Pick(1_000_000).ToString("D6", CultureInfo.InvariantCulture));

    public bool Redeem(string user, string code) => latest.TryGetValue(user, out var mail) && mail.Code == code.Trim() && latest.TryRemove(KeyValuePair.Create(user, mail));

    public void Clear() => latest.Clear();
}

/// <param name="Code">The verification code in it.</param>
public sealed record Mail(string To, string Subject, string Code);
