namespace Liaison.Sandbox.Confirm.Lookups;

/// <summary>Every code list of the tenant: what an administrator of Confirm would have set up. A document of the control API.</summary>
public sealed record CodeLists
{
    public Service[] Services { get; init; } = [];
    public AttributeType[] AttributeTypes { get; init; } = [];
    public Status[] Statuses { get; init; } = [];

    /// <summary>The status of an enquiry that arrives without one; the first of the list when empty.</summary>
    public string? InitialStatus { get; init; }
    public Choice[] CustomerTypes { get; init; } = [];
    public Choice[] Methods { get; init; } = [];
    public Choice[] PointsOfContact { get; init; } = [];
    public Choice[] Officers { get; init; } = [];
    public Choice[] Classes { get; init; } = [];
    public Site[] Sites { get; init; } = [];
}

/// <summary>A type of service with its subjects. A subject code is only unique within its service.</summary>
public sealed record Service(string Code, string Name, Subject[] Subjects);

/// <param name="Attributes">Codes of the attribute types that this subject allows.</param>
/// <param name="FollowUpHours">Target: how long after a log row its follow-up is due.</param>
public sealed record Subject(string Code, string Name, string[] Attributes, int FollowUpHours = 72);

/// <param name="Flag">"D" is a date and "T" a text; a type with values is a pick list whatever its flag.</param>
public sealed record AttributeType(string Code, string Name, string Flag, bool Mandatory, Choice[] Values);

/// <param name="Outstanding">True while work is still to be done; false is closed.</param>
public sealed record Status(string Code, string Name, bool Outstanding, bool Inactive = false);

public sealed record Choice(string Code, string Name);

/// <summary>One entry of the street gazetteer; the code is usually a USRN.</summary>
public sealed record Site(string Code, string Name, string Locality, string Town, string County, string ClassCode, string ClassName);
