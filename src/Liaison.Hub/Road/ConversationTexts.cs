using System.Text;
using Liaison.Core.Memorialisation;
using Liaison.Core.Sessions;
using Liaison.Core.Shared;
using Liaison.Storage.Sessions;

namespace Liaison.Hub.Road;

/// <summary>Opens the texts of a conversation that connectors attach as files: made when they are sent, so that the last word is in them.</summary>
public sealed class ConversationTexts(SessionStore sessions)
{
    /// <param name="name"><c>transcript/ses_…/dlv_…</c> or <c>details/ses_…/dlv_…</c>.</param>
    /// <returns>Null when it names no text of ours, or the session is gone.</returns>
    public async Task<Stream?> Open(string name, CancellationToken cancel)
    {
        var text = name.Split('/') switch
        {
            [ConversationFiles.Transcript, var id, ..] => await Of(id, session => TranscriptText.Of(session, TimeZoneInfo.Utc), cancel),
            [ConversationFiles.Details, var id, ..] => await Of(id, Details, cancel),
            _ => null,
        };
        return text is null ? null : new MemoryStream(Encoding.UTF8.GetBytes(text));
    }

    private async Task<string?> Of(string id, Func<Session, string> write, CancellationToken cancel) =>
        await sessions.FindForAll(new Id<Session>(id), cancel) is { } session ? write(session) : null;

    private static string Details(Session session)
    {
        var light = new SessionLight("", TimeZoneInfo.Utc);
        (string Label, string Path)[] lines =
        [
            ("Customer", "customer.name"), ("Company", "customer.company"), ("Phone", "customer.phone"), ("E-mail", "customer.email"), ("SIP address", "customer.sipAddress"), ("Caller ID name", "customer.callerIdName"),
            ("Dialled", "session.dnis"), ("Queue", "session.queue"), ("Campaign", "session.campaign"), ("Agent", "agent.name"), ("Start", "session.startedAt"), ("End", "session.endedAt"),
            ("Disposition", "session.disposition"), ("Sub-disposition", "session.subDisposition"), ("Tags", "session.tags"), ("Notes", "session.notes"),
        ];
        return string.Concat(lines.Select(l => (l.Label, Value: SessionFacts.Find(session, light, l.Path))).Where(l => !string.IsNullOrEmpty(l.Value)).Select(l => $"{l.Label}: {l.Value}\n"));
    }
}
