using Liaison.Core.Cases;
using Liaison.Core.Mapping;
using Liaison.Core.Shared;
using Liaison.Hub.Road;
using Liaison.Storage.Cases;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Cases;

/// <summary>Shows cases with the labels that the tenant gave to types, statuses and references.</summary>
public sealed class CaseView(Setups setups, CaseRecords records, RecordUrls urls, TimeProvider time)
{
    private static readonly string[] AlwaysThere = ["created", "updated", "completed"];

    public async Task<CaseAnswer> Whole(Case subject, CancellationToken cancel)
    {
        var setup = await setups.Of(subject.Tenant, cancel);
        var type = TypeOf(setup, subject);
        var held = await records.Held(subject.Tenant, subject.Id, cancel);
        var files = await records.Attachments(subject.Tenant, subject.Id, cancel);
        return new CaseAnswer(
            subject.Id, subject.Number, subject.Type, type.Label, subject.Status, StatusLabel(type, subject), TitleOf(type, subject), subject.Values, subject.Person, subject.Address,
            Dates(type, subject), References(setup, held), [.. files.Select(AttachmentAnswer.Of)], subject.ExternalId, subject.Version);
    }

    public CaseRow Row(TenantSetup setup, ListedCase listed)
    {
        var subject = listed.Case;
        var type = TypeOf(setup, subject);
        return new CaseRow(
            subject.Id, subject.Number, subject.Type, type.Label, subject.Status, StatusLabel(type, subject), TitleOf(type, subject), Something(subject.Person?.FullName) ?? subject.Person?.Email,
            Something(subject.Address?.Summary) ?? Something(subject.Address?.Postcode), subject.CreatedAt, subject.UpdatedAt, References(setup, listed.Records), listed.Deliveries);
    }

    private List<HeldReferenceAnswer> References(TenantSetup setup, IReadOnlyList<HeldRecord> held) => [.. held.Select(h =>
    {
        var connection = setup.Connections.GetValueOrDefault(h.Connection.Value);
        return new HeldReferenceAnswer(h.Reference, setup.References.GetValueOrDefault(h.Reference)?.Label ?? h.Reference, h.Connection, connection?.Name ?? "", h.Record, urls.Of(connection, h.RecordType, h.Record), h.LinkedAt);
    })];

    private Dictionary<string, string> Dates(CaseType type, Case subject)
    {
        var facts = Facts.Of(subject, type, time.GetUtcNow());
        return AlwaysThere.Concat(type.Dates.Select(d => d.Name)).Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Value: facts["case.dates." + name])).Where(d => d.Value is not null).ToDictionary(d => d.Name, d => d.Value!, StringComparer.Ordinal);
    }

    private static string TitleOf(CaseType type, Case subject) => type.TitleField is { } field && subject.Values.TryGetValue(field, out var title)
        ? type.Field(field)?.Choices?.FirstOrDefault(c => c.Value == title)?.Label ?? title
        : subject.Number;

    private static string StatusLabel(CaseType type, Case subject) => type.Status(subject.Status)?.Label ?? subject.Status;

    // A type may have been renamed in the configuration's files; its cases are still shown.
    private static CaseType TypeOf(TenantSetup setup, Case subject) => setup.CaseTypes.GetValueOrDefault(subject.Type) ?? new CaseType(subject.Type, subject.Type, null, [], [], []);

    private static string? Something(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
