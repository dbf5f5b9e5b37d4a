namespace OrleansSms.Contacts;

/// <summary>A part of a contact that is edited on its own.</summary>
public enum ContactPart
{
    Name = 0,
    Company = 1,
    Email = 2,
    Notes = 3,

    /// <summary>One of the custom fields, by its name.</summary>
    Field = 4,
}

/// <summary>One part, as somebody wants it.</summary>
/// <param name="Was">What it was when they began: who finds something else there overwrites nothing.</param>
/// <param name="Becomes">Empty: nothing, and a custom field goes.</param>
/// <param name="FieldName">Which custom field.</param>
public sealed record ContactEdit(ContactPart Part, string Was, string Becomes, string? FieldName = null)
{
    /// <summary>The part's name where it is kept who changed it last.</summary>
    public string Key => Part == ContactPart.Field ? $"field:{FieldName}" : Part.ToString();
}

/// <summary>What became of an edit.</summary>
/// <param name="Contact">As it is now.</param>
/// <param name="Conflict">Null: saved.</param>
public sealed record ContactSaved(Contact Contact, ContactConflict? Conflict);

/// <summary>Somebody else was faster; nothing was saved.</summary>
/// <param name="Theirs">What stands there now.</param>
/// <param name="By">Who put it there; null: nobody knows any more.</param>
public sealed record ContactConflict(string Theirs, string? By, DateTimeOffset? At);
