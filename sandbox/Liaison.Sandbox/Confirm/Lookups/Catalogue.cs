using System.Collections.Frozen;

namespace Liaison.Sandbox.Confirm.Lookups;

/// <summary>The code lists, indexed for the questions that the rules ask.</summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<(string Service, string Subject), (Service Service, Subject Subject)> subjects;
    private readonly FrozenDictionary<string, AttributeType> attributes;
    private readonly FrozenDictionary<string, Status> statuses;
    private readonly FrozenDictionary<string, Choice> officers;
    private readonly FrozenDictionary<string, Choice> classes;
    private readonly FrozenDictionary<string, Site> sites;
    private readonly FrozenSet<string> customerTypes;
    private readonly FrozenSet<string> methods;
    private readonly FrozenSet<string> pointsOfContact;

    /// <exception cref="ArgumentException">A code occurs twice where it must be unique, or there is no status.</exception>
    public Catalogue(CodeLists lists)
    {
        Lists = lists;
        subjects = lists.Services.SelectMany(service => service.Subjects.Select(subject => (service, subject)))
            .ToFrozenDictionary(pair => (pair.service.Code, pair.subject.Code), pair => (pair.service, pair.subject));
        attributes = lists.AttributeTypes.ToFrozenDictionary(type => type.Code, StringComparer.Ordinal);
        statuses = lists.Statuses.ToFrozenDictionary(status => status.Code, StringComparer.Ordinal);
        officers = lists.Officers.ToFrozenDictionary(choice => choice.Code, StringComparer.Ordinal);
        classes = lists.Classes.ToFrozenDictionary(choice => choice.Code, StringComparer.Ordinal);
        sites = lists.Sites.ToFrozenDictionary(site => site.Code, StringComparer.Ordinal);
        customerTypes = Codes(lists.CustomerTypes);
        methods = Codes(lists.Methods);
        pointsOfContact = Codes(lists.PointsOfContact);
        InitialStatus = lists.InitialStatus ?? (lists.Statuses.Length > 0 ? lists.Statuses[0].Code : throw new ArgumentException("A tenant needs at least one status.", nameof(lists)));
    }

    public CodeLists Lists { get; }

    public string InitialStatus { get; }

    public (Service Service, Subject Subject)? Subject(string service, string subject) =>
        subjects.TryGetValue((service, subject), out var pair) ? pair : null;

    public AttributeType? Attribute(string code) => attributes.GetValueOrDefault(code);

    public Status? Status(string code) => statuses.GetValueOrDefault(code);

    public string? OfficerName(string? code) => code is null ? null : officers.GetValueOrDefault(code)?.Name;

    public string? ClassName(string? code) => code is null ? null : classes.GetValueOrDefault(code)?.Name;

    public Site? Site(string? code) => code is null ? null : sites.GetValueOrDefault(code);

    public bool IsCustomerType(string code) => customerTypes.Contains(code);

    public bool IsMethod(string code) => methods.Contains(code);

    public bool IsPointOfContact(string code) => pointsOfContact.Contains(code);

    private static FrozenSet<string> Codes(Choice[] choices) => choices.Select(choice => choice.Code).ToFrozenSet(StringComparer.Ordinal);
}
